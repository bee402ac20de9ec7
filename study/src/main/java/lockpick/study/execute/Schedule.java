package lockpick.study.execute;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import lockpick.study.experiment.PlannedRun;
import lockpick.study.experiment.RunKey;

/**
 * Which run is computed next. Of the runs whose inputs are finished, the one with the longest way still to go behind it
 * is first, so that the last hours are not spent on a single chain. Safe for several threads.
 */
final class Schedule {

    private static final long LOOK_AGAIN_MILLIS = 1_000;

    private enum Standing {
        WAITING,
        RUNNING,
        ELSEWHERE,
        FINISHED,
        FAILED,
        REFUSED,
        SKIPPED
    }

    private final long lookAgainMillis;
    private final Map<RunKey, PlannedRun> runs = new LinkedHashMap<>();
    private final Map<RunKey, Standing> standing = new HashMap<>();
    private final Map<RunKey, Integer> attempts = new HashMap<>();
    private final Map<RunKey, Double> wayToGo = new HashMap<>();
    private final List<PlannedRun> computed = new ArrayList<>();
    private final List<Outcome.Failure> failures = new ArrayList<>();
    private final List<Outcome.Refusal> refusals = new ArrayList<>();
    private final Set<RunKey> toldElsewhere = new HashSet<>();
    private Optional<String> stopped = Optional.empty();

    Schedule(Collection<PlannedRun> all, Set<RunKey> finished) {
        this(all, finished, LOOK_AGAIN_MILLIS);
    }

    /** @param lookAgainMillis how long a run that another process computes is left alone */
    Schedule(Collection<PlannedRun> all, Set<RunKey> finished, long lookAgainMillis) {
        this.lookAgainMillis = lookAgainMillis;
        for (PlannedRun run : all) {
            runs.put(run.key(), run);
            standing.put(run.key(), finished.contains(run.key()) ? Standing.FINISHED : Standing.WAITING);
        }
        all.forEach(this::wayToGo);
    }

    private double wayToGo(PlannedRun run) {
        Double known = wayToGo.get(run.key());
        if (known != null) {
            return known;
        }
        double longest = 0;
        for (PlannedRun later : runs.values()) {
            if (later.needs().contains(run.key()) || later.after().contains(run.key())) {
                longest = Math.max(longest, wayToGo(later));
            }
        }
        wayToGo.put(run.key(), run.weight() + longest);
        return run.weight() + longest;
    }

    private List<PlannedRun> neededBy(RunKey key) {
        return runs.values().stream().filter(run -> run.needs().contains(key)).toList();
    }

    /**
     * Hands out a run, waiting until one is ready; empty when none will ever be. One that another process computes is handed out
     * again from time to time, when there is nothing else, to see whether it is there.
     */
    synchronized Optional<PlannedRun> take() throws InterruptedException {
        while (stopped.isEmpty()) {
            Optional<PlannedRun> next =
                    in(Standing.WAITING).stream().filter(this::ready).max(Comparator.comparingDouble(this::wayToGo));
            if (next.isPresent()) {
                standing.put(next.get().key(), Standing.RUNNING);
                attempts.merge(next.get().key(), 1, Integer::sum);
                return next;
            }
            if (standing.containsValue(Standing.ELSEWHERE)) {
                wait(lookAgainMillis);
                standing.replaceAll((run, was) -> was == Standing.ELSEWHERE ? Standing.WAITING : was);
            } else if (standing.containsValue(Standing.RUNNING)) {
                wait();
            } else {
                break;
            }
        }
        notifyAll();
        return Optional.empty();
    }

    private boolean ready(PlannedRun run) {
        return run.needs().stream().allMatch(need -> standing.get(need) == Standing.FINISHED)
                && run.after().stream().allMatch(this::hasEnded);
    }

    /** However it ended; nothing comes of a run that nobody asked for. */
    private boolean hasEnded(RunKey key) {
        return switch (standing.get(key)) {
            case WAITING, RUNNING, ELSEWHERE -> false;
            case FINISHED, FAILED, REFUSED, SKIPPED -> true;
            case null -> true;
        };
    }

    /** How often a run has been handed out. */
    synchronized int attempts(PlannedRun run) {
        return attempts.getOrDefault(run.key(), 0);
    }

    synchronized void finish(PlannedRun run) {
        standing.put(run.key(), Standing.FINISHED);
        computed.add(run);
        notifyAll();
    }

    /** Takes a run back that another process has finished. */
    synchronized void found(PlannedRun run) {
        standing.put(run.key(), Standing.FINISHED);
        notifyAll();
    }

    /**
     * Takes a run back that another process is computing; that was no attempt.
     *
     * @return whether that is the first time
     */
    synchronized boolean elsewhere(PlannedRun run) {
        standing.put(run.key(), Standing.ELSEWHERE);
        attempts.merge(run.key(), -1, Integer::sum); // nobody else need wake: whoever took it looks again
        return toldElsewhere.add(run.key());
    }

    /** Takes a run back, to be handed out again; it loses the attempt. */
    synchronized void again(PlannedRun run) {
        standing.put(run.key(), Standing.WAITING);
        notifyAll();
    }

    /** Takes back a run whose input turned out to be damaged; both are computed again. */
    synchronized void againAfter(PlannedRun run, RunKey input) {
        standing.put(run.key(), Standing.WAITING);
        if (standing.get(input) == Standing.FINISHED) {
            standing.put(input, Standing.WAITING);
        }
        notifyAll();
    }

    synchronized void fail(Outcome.Failure failure) {
        standing.put(failure.run().key(), Standing.FAILED);
        failures.add(failure);
        skipWhatNeeds(failure.run().key());
        notifyAll();
    }

    /** Takes back a run that must not begin. */
    synchronized void refuse(Outcome.Refusal refusal) {
        standing.put(refusal.run().key(), Standing.REFUSED);
        refusals.add(refusal);
        skipWhatNeeds(refusal.run().key());
        notifyAll();
    }

    private void skipWhatNeeds(RunKey key) {
        for (PlannedRun run : neededBy(key)) {
            if (standing.put(run.key(), Standing.SKIPPED) != Standing.SKIPPED) {
                skipWhatNeeds(run.key());
            }
        }
    }

    /** Hands out nothing more. @param why for the user */
    synchronized void stop(String why) {
        if (stopped.isEmpty()) {
            stopped = Optional.of(why);
        }
        notifyAll();
    }

    synchronized boolean isStopped() {
        return stopped.isPresent();
    }

    synchronized Outcome outcome() {
        return new Outcome(
                List.copyOf(computed),
                List.copyOf(failures),
                List.copyOf(refusals),
                in(Standing.SKIPPED),
                Stream.of(Standing.WAITING, Standing.ELSEWHERE)
                        .flatMap(open -> in(open).stream())
                        .toList(),
                stopped);
    }

    private List<PlannedRun> in(Standing wanted) {
        return runs.values().stream()
                .filter(run -> standing.get(run.key()) == wanted)
                .toList();
    }
}
