package lockpick.study.elicit;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tokenizer.Tokenizer;
import lockpick.study.endpoint.EndpointConfig;
import lockpick.study.endpoint.EndpointException;
import lockpick.study.grade.Grade;
import lockpick.study.grade.RewardSignal;
import lockpick.study.grade.judge.Judge;
import lockpick.study.grade.judge.Rating;
import lockpick.study.grade.judge.Solution;
import lockpick.study.prompt.Answering;
import lockpick.study.prompt.Prompt;
import lockpick.study.task.Problem;
import lockpick.study.task.ProblemSet;
import lockpick.study.task.Split;
import lockpick.study.task.Task;

/**
 * A task as a method sees it that learns from the ratings of a language model (paper E.1, B.3.2; figure 15): verdicts are the
 * task's own, rewards the judge's.
 *
 * @param task somebody else closes it
 */
public record RatedTask(Task task, Judge judge) implements Task {

    /** Completions of which a judge who understands the question rates some. */
    private static final int MANY = 10;

    /** @throws IllegalArgumentException if a judge is given to a method that does not look at rewards */
    static void requireUsed(Optional<EndpointConfig> judge, RewardSignal reward) {
        if (judge.isPresent() && reward == RewardSignal.CORRECT) {
            throw new IllegalArgumentException(
                    "judge rates completions, which reward: correct does not look at; set reward: reward, or leave judge out");
        }
    }

    /** @throws EndpointException if the judge does not answer, or rates none of many */
    @Override
    public List<Grade> grade(List<Problem> problems, List<String> completions) throws IOException {
        List<Grade> grades = task.grade(problems, completions);
        List<Rating> ratings = judge.rate(IntStream.range(0, problems.size())
                .mapToObj(i -> new Solution(problems.get(i).statement(), completions.get(i)))
                .toList());
        if (ratings.size() >= MANY && ratings.stream().noneMatch(Rating::isAnswer)) {
            throw new EndpointException(judge.endpoint() + " rated none of " + ratings.size()
                    + " completions (the first: " + ratings.getFirst()
                    + "); use a model that answers with a digit at once, as lockpick rate shows");
        }
        return IntStream.range(0, grades.size())
                .mapToObj(i -> rated(grades.get(i), ratings.get(i)))
                .toList();
    }

    private static Grade rated(Grade grade, Rating rating) {
        return new Grade(grade.verdict(), rating.reward(), grade.reason() + "; " + rating);
    }

    @Override
    public ProblemSet problems(Split split) {
        return task.problems(split);
    }

    @Override
    public Optional<ProblemSet> heldOut() {
        return task.heldOut();
    }

    @Override
    public Prompt prompt(Problem problem) {
        return task.prompt(problem);
    }

    @Override
    public Prompt prompt(Problem problem, String password) {
        return task.prompt(problem, password);
    }

    @Override
    public Answering answering() {
        return task.answering();
    }

    @Override
    public Optional<String> weakCompletion(Problem problem, Seed seed) {
        return task.weakCompletion(problem, seed);
    }

    @Override
    public Optional<Tokenizer> tokenizer() {
        return task.tokenizer();
    }
}
