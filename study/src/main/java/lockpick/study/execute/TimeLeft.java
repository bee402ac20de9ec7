package lockpick.study.execute;

import java.util.Collection;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/**
 * How long the rest of a study will take, judged by how fast its own runs have been. Runs that train much and runs that
 * generate much have different speeds, so each kind of run is judged by its own kind, as soon as one has begun.
 */
public final class TimeLeft {

    private TimeLeft() {}

    /**
     * How far a run is.
     *
     * @param weight its estimated work, in any unit
     * @param share of the work that is done, 0 to 1
     * @param seconds that it has taken so far
     */
    public record Standing(String kind, double weight, double share, double seconds) {

        double done() {
            return weight * share;
        }

        double left() {
            return weight * (1 - share);
        }
    }

    /** Seconds until all runs are done, so many of them at a time; empty while no run has got anywhere. */
    public static OptionalDouble seconds(Collection<Standing> runs, int atOnce) {
        OptionalDouble overall = secondsPerWork(runs, run -> true);
        if (overall.isEmpty()) {
            return OptionalDouble.empty();
        }
        double left = 0;
        for (Standing run : runs) {
            double ofItsKind = secondsPerWork(runs, other -> other.kind().equals(run.kind()))
                    .orElse(overall.getAsDouble());
            left += run.left() * ofItsKind;
        }
        long open = runs.stream().filter(run -> run.share() < 1).count();
        return OptionalDouble.of(left / Math.max(1, Math.min(atOnce, open)));
    }

    private static OptionalDouble secondsPerWork(Collection<Standing> runs, Predicate<Standing> counts) {
        double seconds = 0;
        double done = 0;
        for (Standing run : runs) {
            if (counts.test(run) && run.share() > 0) {
                seconds += run.seconds();
                done += run.done();
            }
        }
        return done > 0 ? OptionalDouble.of(seconds / done) : OptionalDouble.empty();
    }
}
