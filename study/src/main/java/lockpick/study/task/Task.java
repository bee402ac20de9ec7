package lockpick.study.task;

import java.util.Optional;
import lockpick.engine.tokenizer.WordTokenizer;
import lockpick.study.grade.Grader;
import lockpick.study.policy.Policy;

/** Problems with splits, a prompt and a grader. */
public interface Task {

    ProblemSet problems(Split split);

    /** Problems over whole combinations that no training problem uses, where the task sets some apart. */
    Optional<ProblemSet> heldOut();

    /** What a policy is given to complete, without a password. */
    String prompt(Problem problem);

    /** What a policy is given to complete, with these words where a password goes. */
    String prompt(Problem problem, String password);

    Grader grader();

    /** Solves every problem; its completions are the references. */
    Policy strong();

    /** What a locked policy imitates without the password. */
    Policy weak();

    WordTokenizer tokenizer();

    /** Most tokens of a completion, the end token included. */
    int maxNewTokens();
}
