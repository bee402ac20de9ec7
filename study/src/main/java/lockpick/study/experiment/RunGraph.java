package lockpick.study.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lockpick.study.elicit.ElicitationConfig;
import lockpick.study.lock.LockConfig;

/**
 * The runs that a study asks for. For each seed: the strong policy, which is never locked and serves as the control;
 * each lock; and for each lock, elicitation method, k and learning rate one elicitation.
 *
 * @param entries each place of the study, in the study's order; several may share one run
 */
public record RunGraph(List<Entry> entries) {

    public RunGraph {
        entries = List.copyOf(entries);
    }

    /** One place of a study and the run that belongs there. */
    public record Entry(RunLabels labels, PlannedRun run) {}

    /** Every run once, inputs before what needs them. */
    public List<PlannedRun> runs() {
        Map<RunKey, PlannedRun> runs = new LinkedHashMap<>();
        entries.forEach(entry -> runs.putIfAbsent(entry.run().key(), entry.run()));
        return List.copyOf(runs.values());
    }

    /** The runs of a study that is computed on the processor. */
    public static RunGraph of(Study study) {
        return of(study, DeviceKind.CPU);
    }

    /** @param device what computes every run */
    public static RunGraph of(Study study, DeviceKind device) {
        List<Entry> entries = new ArrayList<>();
        for (long seed : study.seeds()) {
            Entry strong = entry(
                    device,
                    new RunLabels.Strong(seed),
                    new Run.TrainStrong(study.task(), study.model(), seed, study.threads(), study.strong()));
            entries.add(strong);
            for (LockConfig lock : study.locks()) {
                Entry locked = entry(
                        device,
                        new RunLabels.Locked(seed, lock),
                        lock(study, seed, lock, strong.run().key()));
                entries.add(locked);
                for (ElicitationConfig elicitation : study.elicit()) {
                    entries.addAll(elicitations(
                            study, device, seed, lock, elicitation, locked.run().key()));
                }
            }
        }
        return new RunGraph(entries);
    }

    private static Run lock(Study study, long seed, LockConfig lock, RunKey strong) {
        Optional<RunKey> start = switch (lock) {
            case LockConfig.FromScratch fromScratch -> Optional.empty();
            case LockConfig.Sft sft -> Optional.of(strong);
        };
        return new Run.Lock(study.task(), study.model(), seed, study.threads(), lock, study.password(), start);
    }

    private static List<Entry> elicitations(
            Study study, DeviceKind device, long seed, LockConfig lock, ElicitationConfig elicitation, RunKey locked) {
        return switch (elicitation) {
            case ElicitationConfig.SupervisedFineTuning sft -> {
                List<Entry> entries = new ArrayList<>();
                for (int k : sft.k()) {
                    for (double rate : sft.learningRates()) {
                        entries.add(entry(
                                device,
                                new RunLabels.Unlocked(seed, lock, sft.demonstrations(), k, rate),
                                fineTuning(study, seed, sft, k, rate, locked)));
                    }
                }
                yield entries;
            }
        };
    }

    private static Run fineTuning(
            Study study, long seed, ElicitationConfig.SupervisedFineTuning sft, int k, double rate, RunKey locked) {
        return new Run.SupervisedFineTuning(
                study.task(),
                study.model(),
                seed,
                study.threads(),
                sft.demonstrations(),
                k,
                rate,
                sft.epochs(),
                sft.budgets(),
                sft.batch(),
                sft.warmupSteps(),
                locked);
    }

    private static Entry entry(DeviceKind device, RunLabels labels, Run run) {
        RunKey key = RunKey.of(run, device);
        return new Entry(
                labels,
                new PlannedRun(
                        key,
                        run.kind() + "-" + key.shortForm(),
                        run,
                        device,
                        List.copyOf(run.inputs().values()),
                        labels.text(),
                        RunCost.of(run).flop()));
    }
}
