package lockpick.study.task;

import java.util.Optional;
import lockpick.engine.tokenizer.WordTokenizer;
import lockpick.study.grade.Grade;

/** Problems with splits, a prompt and a grader. */
public interface Task {

    ProblemSet problems(Split split);

    /** Problems over whole combinations that no training problem uses, where the task sets some apart. */
    Optional<ProblemSet> heldOut();

    /** What a policy is given to complete, without a password. */
    String prompt(Problem problem);

    /** What a policy is given to complete, with these words where a password goes. */
    String prompt(Problem problem, String password);

    /** What a locked policy writes without the password; the strong policy writes the problem's answer. */
    String weakCompletion(Problem problem);

    Grade grade(Problem problem, String completion);

    WordTokenizer tokenizer();

    /** Most tokens of a completion, the end token included. */
    int maxNewTokens();
}
