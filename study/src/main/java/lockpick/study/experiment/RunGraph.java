package lockpick.study.experiment;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The runs that a study asks for. For each seed: the policies and the samples drawn from them; each lock and its controls;
 * each given model; and for each of these, elicitation method, k and learning rate one elicitation.
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

    /** The runs under labels that are wanted, and all that they need or wait for; inputs before what needs them. */
    public List<PlannedRun> runs(Predicate<RunLabels> wanted) {
        return withNeeds(entry -> wanted.test(entry.labels()));
    }

    /**
     * One of several shares, for a machine of its own: of the runs that no other needs, in the study's order, one stretch of as
     * many equal ones, with all that they need or wait for. Neighbours need the same policies and locks, so that few of those are
     * computed on several machines.
     *
     * @param index from 1 to {@code shares}
     */
    public List<PlannedRun> share(int index, int shares) {
        Set<RunKey> needed = new HashSet<>();
        entries.forEach(entry -> {
            needed.addAll(entry.run().needs());
            needed.addAll(entry.run().after());
        });
        List<RunKey> last = runs().stream()
                .map(PlannedRun::key)
                .filter(key -> !needed.contains(key))
                .toList();
        Set<RunKey> mine = Set.copyOf(last.subList(last.size() * (index - 1) / shares, last.size() * index / shares));
        return withNeeds(entry -> mine.contains(entry.run().key()));
    }

    private List<PlannedRun> withNeeds(Predicate<Entry> wanted) {
        Set<RunKey> needed = new HashSet<>();
        for (Entry entry : entries.reversed()) {
            PlannedRun run = entry.run();
            if (wanted.test(entry) || needed.contains(run.key())) {
                needed.add(run.key());
                needed.addAll(run.needs());
                needed.addAll(run.after());
            }
        }
        return runs().stream().filter(run -> needed.contains(run.key())).toList();
    }

    /** The runs of a study that is computed on the processor. */
    public static RunGraph of(Study study) {
        return of(study, DeviceKind.CPU);
    }

    /** @param device what computes every run */
    public static RunGraph of(Study study, DeviceKind device) {
        List<Entry> entries = new ArrayList<>();
        for (long seed : study.seeds()) {
            entries.addAll(new SeedRuns(study, device, seed).all());
        }
        return new RunGraph(entries);
    }
}
