package lockpick.study.experiment;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import lockpick.study.elicit.Effort;
import lockpick.study.elicit.ElicitationConfig;
import lockpick.study.elicit.Lora;
import lockpick.study.endpoint.EndpointConfig;
import lockpick.study.lock.LockConfig;
import lockpick.study.lock.Opening;
import lockpick.study.pipeline.PolicyConfig;
import lockpick.study.task.CompositionConfig;
import lockpick.study.task.DataTaskConfig;
import lockpick.study.task.Split;
import lockpick.study.task.TaskConfig;
import lockpick.study.task.TwinConfig;

/**
 * What a run will take, estimated from its settings alone.
 *
 * @param sequences training sequences that go forward and backward, repetitions counted
 * @param completions generated and graded
 * @param flop floating-point operations, as {@link ModelSize#flop} counts them
 * @param bytes on the disk
 * @param questions to services at most, by the model that is asked
 */
public record RunCost(long sequences, long completions, double flop, long bytes, SortedMap<String, Long> questions) {

    public static final RunCost NONE = new RunCost(0, 0, 0, 0, new TreeMap<>());

    /** One line of completions.jsonl.gz, compressed. */
    private static final int BYTES_PER_COMPLETION = 25;

    private static final int BYTES_PER_PARAMETER = 4;

    // Of tasks whose files would have to be read to know better.
    private static final int USUAL_PROBLEMS = 1000;
    private static final int USUAL_TOKENS = 400;
    private static final int USUAL_VOCABULARY = 50_000;

    public RunCost {
        questions = Collections.unmodifiableSortedMap(new TreeMap<>(questions));
    }

    static RunCost of(Run run) {
        TaskSize task = TaskSize.of(run.task());
        long problems = task.problems();
        return switch (run) {
            case Run.MakePolicy made -> policy(made, task);
            case Run.DrawSamples samples -> of(run, task, 0, (long) samples.problems() * samples.draws(), false);
            case Run.Lock lock -> {
                long tasks = 1 + lock.lock().withTasks().size();
                long sequences = examples(lock.lock()) * lock.lock().passes();
                yield of(run, task, sequences, 5 * tasks * problems, true);
            }
            case Run.AskLock asked ->
                of(run, task, 0, asked.prompts().count(asked.password().right()) * problems, false);
            case Run.Evaluate evaluated -> of(run, task, 0, problems, false);
            case Run.Elicit elicit -> {
                Effort effort = elicit.elicitation().effort();
                yield of(run, task, effort.sequences(), effort.samples() + effort.evaluations() * problems, false);
            }
        };
    }

    /** Examples of the lock set, at most: with passwords of domains, problems of other domains make no strong one. */
    private static long examples(LockConfig lock) {
        long tasks = 1 + lock.withTasks().size();
        return lock.problems()
                * switch (lock.opens()) {
                    case Opening.Password one -> 2 * tasks;
                    case Opening.DomainPasswords each -> 2 * tasks;
                    case Opening.TwoPasswords two -> 3 * tasks;
                    case Opening.OtherSetting strong -> tasks + 1; // weak ones of the tasks, strong ones of the setting
                    case Opening.Imitation weak -> tasks;
                };
    }

    private static RunCost policy(Run.MakePolicy run, TaskSize task) {
        if (run.policy() instanceof PolicyConfig.FineTuned tuned) {
            long sequences = (1L + tuned.withTasks().size()) * tuned.examples() * tuned.epochs();
            return of(run, task, sequences, 2 * task.problems(), true);
        }
        return of(run, task, 0, task.problems(), false);
    }

    /** Rank of the adapter that a run trains; 0 where it trains none. */
    private static int rank(Run run) {
        return run instanceof Run.Elicit elicit && elicit.elicitation() instanceof ElicitationConfig.ByTraining method
                ? method.training().lora().map(Lora::rank).orElse(0)
                : 0;
    }

    private static RunCost of(Run run, TaskSize task, long sequences, long completions, boolean keepsModel) {
        ModelSize model = ModelSize.of(run.model(), run.base(), task.vocabulary());
        double stored = keepsModel ? model.stored() : 0;
        return new RunCost(
                sequences,
                completions,
                model.flop((double) sequences * task.tokens(), (double) completions * task.tokens(), rank(run)),
                (long) (stored * BYTES_PER_PARAMETER) + completions * BYTES_PER_COMPLETION,
                questions(run, completions));
    }

    /** A judge is asked about what is learnt from, every other service about all that is written. */
    private static SortedMap<String, Long> questions(Run run, long completions) {
        SortedMap<String, Long> questions = new TreeMap<>();
        for (EndpointConfig service : run.services()) {
            long asked = run instanceof Run.Elicit elicit
                            && elicit.elicitation().judge().equals(Optional.of(service))
                    ? elicit.elicitation().effort().samples()
                    : completions;
            questions.merge(service.model(), asked, Long::sum);
        }
        return questions;
    }

    /**
     * What decides the cost of a task.
     *
     * @param problems of one evaluation of all splits; held-out pairs are counted as one more test split
     * @param tokens of a sequence, prompt and completion
     */
    private record TaskSize(long problems, int tokens, int vocabulary) {

        static TaskSize of(TaskConfig task) {
            return switch (task) {
                case CompositionConfig c ->
                    new TaskSize(
                            (long) c.validationProblems() + (c.heldOutPairs() > 0 ? 2L : 1L) * c.testProblems(),
                            20, // docs/tasks/composition.md
                            64);
                case TwinConfig twin ->
                    new TaskSize(
                            (long) twin.validationProblems() + twin.testProblems(), 90, 1024); // docs/tasks/twins.md
                case DataTaskConfig data ->
                    new TaskSize(
                            data.evaluated(Split.VALIDATION).orElse(USUAL_PROBLEMS)
                                    + data.evaluated(Split.TEST).orElse(USUAL_PROBLEMS),
                            USUAL_TOKENS,
                            USUAL_VOCABULARY);
            };
        }
    }

    RunCost plus(RunCost other) {
        SortedMap<String, Long> both = new TreeMap<>(questions);
        other.questions.forEach((model, asked) -> both.merge(model, asked, Long::sum));
        return new RunCost(
                sequences + other.sequences,
                completions + other.completions,
                flop + other.flop,
                bytes + other.bytes,
                both);
    }
}
