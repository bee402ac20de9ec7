package lockpick.study.task;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tokenizer.Tokenizer;
import lockpick.study.grade.Grade;
import lockpick.study.prompt.Answering;
import lockpick.study.prompt.Prompt;

/** Problems with splits, a prompt and a grader. */
public interface Task extends AutoCloseable {

    ProblemSet problems(Split split);

    /** Problems over whole combinations that no training problem uses, where the task sets some apart. */
    default Optional<ProblemSet> heldOut() {
        return Optional.empty();
    }

    /** What a policy is given to complete, without a password. */
    Prompt prompt(Problem problem);

    /** What a policy is given to complete, with these words where a password goes. */
    Prompt prompt(Problem problem, String password);

    /** How a policy is to complete it. */
    Answering answering();

    /**
     * Judges completions, one of each problem.
     *
     * @return a grade for each, in their order
     * @throws IOException if what it takes to grade cannot be had here
     */
    List<Grade> grade(List<Problem> problems, List<String> completions) throws IOException;

    /**
     * What the task's own weak policy writes without the password, where the task has one made by a program.
     *
     * @param seed of what is drawn, if the policy draws anything
     */
    Optional<String> weakCompletion(Problem problem, Seed seed);

    /** The tokenizer of models that are made for this task from random weights, where it has one. */
    Optional<Tokenizer> tokenizer();

    /** Frees what grading holds. */
    @Override
    default void close() {}
}
