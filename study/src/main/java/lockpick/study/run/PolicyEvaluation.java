package lockpick.study.run;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import lockpick.engine.tensor.Seed;
import lockpick.study.grade.Grade;
import lockpick.study.policy.Policy;
import lockpick.study.prompt.Answering;
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
    private final Map<Evaluation.Split, List<Problem>> splits = new LinkedHashMap<>();
    private final RunLog log;

    /** How much a policy had been trained when it was evaluated. */
    record Training(long step, long sequences, double epochs) {

        static final Training NONE = new Training(0, 0, 0);
    }

    /** @param seed of the study, whatever the run: it decides the problems */
    PolicyEvaluation(Task task, TaskConfig config, Seed seed, RunLog log) {
        this.task = task;
        this.log = log;
        Seed problems = seed.stream("evaluated problems");
        List<Problem> test = draw(lockpick.study.task.Split.TEST, config, problems);
        splits.put(Evaluation.Split.VALIDATION, draw(lockpick.study.task.Split.VALIDATION, config, problems));
        splits.put(Evaluation.Split.TEST, test);
        task.heldOut()
                .ifPresent(heldOut -> splits.put(Evaluation.Split.HELD_OUT_PAIRS, heldOut.draw(test.size(), problems)));
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
            Training training,
            RunMeter meter)
            throws IOException {
        evaluate(
                problems -> policy.complete(problems.stream().map(asked).toList(), task.answering()),
                who,
                prompt,
                training,
                meter);
    }

    /** Evaluates the weak completions that a lock is trained on: what a locked policy should score. */
    void evaluateWeak(RunMeter meter) throws IOException {
        evaluate(
                problems -> problems.stream()
                        .map(problem -> task.weakCompletion(problem).orElseThrow())
                        .toList(),
                Evaluation.Policy.WEAK,
                Prompt.NO_PASSWORD,
                Training.NONE,
                meter);
    }

    private void evaluate(
            Function<List<Problem>, List<String>> answers,
            Evaluation.Policy who,
            Prompt prompt,
            Training training,
            RunMeter meter)
            throws IOException {
        for (Map.Entry<Evaluation.Split, List<Problem>> split : splits.entrySet()) {
            Evaluation evaluation = new Evaluation(
                    training.step(), training.sequences(), training.epochs(), who, prompt, split.getKey());
            Optional<List<CompletionRow>> before = log.evaluated(evaluation);
            List<CompletionRow> rows =
                    before.isPresent() ? before.get() : graded(split.getValue(), answers.apply(split.getValue()));
            log.evaluation(evaluation, rows);
            meter.evaluated(rows.size(), (long) rows.size() * newTokens());
        }
    }

    private List<CompletionRow> graded(List<Problem> problems, List<String> completions) throws IOException {
        List<Grade> grades = task.grade(problems, completions);
        return IntStream.range(0, problems.size())
                .mapToObj(i -> new CompletionRow(problems.get(i).id(), completions.get(i), grades.get(i)))
                .toList();
    }

    /** Tokens of a completion: at most as many are written, and an option has one or two. */
    private int newTokens() {
        return switch (task.answering()) {
            case Answering.Written(int maxNewTokens) -> maxNewTokens;
            case Answering.Chosen chosen -> 1;
        };
    }

    /** A prompt that carries these words in turn, problem by problem. */
    Function<Problem, lockpick.study.prompt.Prompt> inTurn(List<String> words) {
        Map<String, String> wordOf = new LinkedHashMap<>();
        for (List<Problem> problems : splits.values()) {
            IntStream.range(0, problems.size())
                    .forEach(i -> wordOf.put(problems.get(i).id(), words.get(i % words.size())));
        }
        return problem -> task.prompt(
                problem, Objects.requireNonNull(wordOf.get(problem.id()), "not a problem of this evaluation"));
    }
}
