package lockpick.study.run;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lockpick.engine.tensor.Seed;
import lockpick.study.elicit.Attempt;
import lockpick.study.grade.Grade;
import lockpick.study.measure.Spent;
import lockpick.study.pipeline.Completions;
import lockpick.study.policy.Policy;
import lockpick.study.run.Evaluation.Prompt;
import lockpick.study.task.Problem;
import lockpick.study.task.ProblemSet;
import lockpick.study.task.Task;
import lockpick.study.task.TaskConfig;

/**
 * Grades a policy's greedy completions on every evaluation split. All evaluations of a seed use the same problems in the
 * same order, so that their outcomes pair up.
 */
final class PolicyEvaluation {

    private final Task task;
    private final Optional<String> other;
    private final Map<Evaluation.Split, List<Problem>> splits = new LinkedHashMap<>();
    private final RunLog log;

    /** On the study's own task. */
    static PolicyEvaluation of(RunScene scene) {
        return new PolicyEvaluation(scene.task(), scene.run().task(), Optional.empty(), scene);
    }

    /** On another task that the policy learnt as well. */
    static PolicyEvaluation ofOther(RunScene scene, Task task, TaskConfig config) {
        return new PolicyEvaluation(task, config, Optional.of(config.version()), scene);
    }

    /** On the study's own task in another setting. */
    static PolicyEvaluation ofOtherSetting(RunScene scene, Task task, TaskConfig config) {
        return new PolicyEvaluation(task, config, Optional.empty(), scene);
    }

    private PolicyEvaluation(Task task, TaskConfig config, Optional<String> other, RunScene scene) {
        this.task = task;
        this.other = other;
        this.log = scene.log();
        Seed problems = scene.root().stream("evaluated problems"); // whatever the run, so that outcomes pair up
        List<Problem> test = draw(lockpick.study.task.Split.TEST, config, problems);
        splits.put(Evaluation.Split.VALIDATION, draw(lockpick.study.task.Split.VALIDATION, config, problems));
        splits.put(Evaluation.Split.TEST, test);
        task.heldOut()
                .ifPresent(heldOut -> splits.put(Evaluation.Split.HELD_OUT_PAIRS, heldOut.draw(test.size(), problems)));
    }

    /** The problems of the sealed test split. */
    List<Problem> test() {
        return Objects.requireNonNull(splits.get(Evaluation.Split.TEST));
    }

    /** The problems of every split. */
    Stream<Problem> all() {
        return splits.values().stream().flatMap(List::stream);
    }

    private List<Problem> draw(lockpick.study.task.Split split, TaskConfig config, Seed seed) {
        ProblemSet all = task.problems(split);
        return all.draw(config.evaluated(split).orElseGet(() -> Math.toIntExact(all.size())), seed);
    }

    /** Completions that one evaluation grades. */
    long problems() {
        return splits.values().stream().mapToInt(List::size).sum();
    }

    /** Evaluates a policy under one kind of prompt, on every split. */
    void evaluate(
            Policy policy,
            Evaluation.Policy who,
            Prompt prompt,
            Function<Problem, lockpick.study.prompt.Prompt> asked,
            Spent spent,
            RunMeter meter)
            throws IOException {
        evaluate(
                problems -> policy.complete(problems.stream().map(asked).toList(), task.answering()),
                policy::tokens,
                who,
                prompt,
                Optional.empty(),
                problem -> false,
                spent,
                meter);
    }

    /** Evaluates what a method of elicitation has made, on every split. */
    void evaluate(Attempt attempt, RunMeter meter) throws IOException {
        evaluate(attempt, Evaluation.Policy.UNLOCKED, Prompt.NO_PASSWORD, meter);
    }

    /** Evaluates one of several ways to ask a policy, on every split. */
    void evaluate(Attempt attempt, Evaluation.Policy who, Prompt prompt, RunMeter meter) throws IOException {
        evaluate(
                problems -> attempt.policy()
                        .complete(problems.stream().map(attempt.asked()).toList(), task.answering()),
                attempt.policy()::tokens,
                who,
                prompt,
                attempt.variant(),
                attempt.truncated(),
                attempt.spent(),
                meter);
    }

    /**
     * Evaluates what a policy has written without being asked.
     *
     * @throws lockpick.study.policy.CompletionMissingException if it has not written anything for some problem
     */
    void evaluate(Completions completions, Evaluation.Policy who, RunMeter meter) throws IOException {
        evaluate(
                problems -> problems.stream()
                        .map(problem -> completions.of(problem, 0))
                        .toList(),
                written -> 0,
                who,
                Prompt.NO_PASSWORD,
                Optional.empty(),
                problem -> false,
                Spent.NOTHING,
                meter);
    }

    private void evaluate(
            Function<List<Problem>, List<String>> answers,
            ToLongFunction<List<String>> tokens,
            Evaluation.Policy who,
            Prompt prompt,
            Optional<String> variant,
            Predicate<Problem> truncated,
            Spent spent,
            RunMeter meter)
            throws IOException {
        for (Map.Entry<Evaluation.Split, List<Problem>> split : splits.entrySet()) {
            Evaluation evaluation = new Evaluation(spent, who, prompt, split.getKey(), other, variant);
            Optional<List<CompletionRow>> before = log.evaluated(evaluation);
            List<CompletionRow> rows = before.isPresent()
                    ? before.get()
                    : graded(split.getValue(), answers.apply(split.getValue()), truncated);
            log.evaluation(evaluation, rows);
            meter.forward(
                    rows.size(),
                    tokens.applyAsLong(
                            rows.stream().map(CompletionRow::completion).toList()));
        }
    }

    private List<CompletionRow> graded(List<Problem> problems, List<String> completions, Predicate<Problem> truncated)
            throws IOException {
        List<Grade> grades = task.grade(problems, completions);
        return IntStream.range(0, problems.size())
                .mapToObj(i -> new CompletionRow(
                        problems.get(i).id(),
                        problems.get(i).domains(),
                        completions.get(i),
                        grades.get(i),
                        truncated.test(problems.get(i))))
                .toList();
    }

    /**
     * A prompt that carries a problem's words in turn: the first problem its first, the second its second.
     *
     * @param words of a problem, at least one
     */
    Function<Problem, lockpick.study.prompt.Prompt> inTurn(Function<Problem, List<String>> words) {
        Map<String, Integer> places = new HashMap<>();
        for (List<Problem> problems : splits.values()) {
            IntStream.range(0, problems.size())
                    .forEach(i -> places.put(problems.get(i).id(), i));
        }
        return problem -> {
            List<String> ofProblem = words.apply(problem);
            int place = Objects.requireNonNull(places.get(problem.id()), "not a problem of this evaluation");
            return task.prompt(problem, ofProblem.get(place % ofProblem.size()));
        };
    }
}
