package lockpick.report.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import lockpick.report.read.StudyIndex;
import lockpick.study.lock.Control;
import lockpick.study.measure.DifferenceInDifferences;
import lockpick.study.measure.Holm;
import lockpick.study.measure.McNemar;
import lockpick.study.measure.MeanEstimate;
import lockpick.study.measure.PairedBootstrap;
import lockpick.study.measure.Rise;

/** Compares every elicitation result with its floor and with its lock's controls. */
final class Comparisons {
    private final StudyIndex index;
    private final List<Elicitation> results;

    Comparisons(StudyIndex index, List<Elicitation> results) {
        this.index = index;
        this.results = results;
    }

    /** One for each result, in their order. */
    List<Comparison> all() {
        List<OptionalDouble> corrected = corrected();
        List<Comparison> all = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            Elicitation result = results.get(i);
            Optional<Elicitation> neverCapable = ofControl(result, Control.NEVER_CAPABLE);
            all.add(new Comparison(
                    rise(result),
                    p(result),
                    corrected.get(i),
                    ofControl(result, Control.NEVER_LOCKED).flatMap(control -> beyond(result, control)),
                    neverCapable.flatMap(control -> beyond(result, control)),
                    neverCapable.map(control -> control.onValidation().test().estimate())));
        }
        return all;
    }

    /** The same elicitation from a control of the result's lock. */
    private Optional<Elicitation> ofControl(Elicitation result, Control control) {
        Optional<String> name = index.control(result.lock(), control.toString());
        return results.stream()
                .filter(other -> name.isPresent()
                        && other.lock().equals(name.get())
                        && other.method().equals(result.method())
                        && other.settings().equals(result.settings()))
                .findFirst();
    }

    /** By how much a result rises more than one of a control, over the seeds that both have; empty if there is none. */
    private static Optional<MeanEstimate> beyond(Elicitation result, Elicitation control) {
        Set<Long> seeds = new TreeSet<>(result.rises().keySet());
        seeds.retainAll(control.rises().keySet());
        return seeds.isEmpty()
                ? Optional.empty()
                : Optional.of(DifferenceInDifferences.of(
                        rises(result, seeds), rises(control, seeds), PairedBootstrap.DEFAULT));
    }

    private static List<Rise> rises(Elicitation result, Set<Long> seeds) {
        TreeMap<Long, Rise> some = new TreeMap<>(result.rises());
        some.keySet().retainAll(seeds);
        return List.copyOf(some.values());
    }

    private static Optional<MeanEstimate> rise(Elicitation result) {
        return result.rises().isEmpty()
                ? Optional.empty()
                : Optional.of(PairedBootstrap.DEFAULT.mean(
                        result.rises().values().stream().map(Rise::values).toList()));
    }

    private static OptionalDouble p(Elicitation result) {
        return result.rises().isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(McNemar.rises(List.copyOf(result.rises().values())));
    }

    /** For each result; all those of locks are one family of questions. */
    private List<OptionalDouble> corrected() {
        List<Integer> asked = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        List<OptionalDouble> all = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            OptionalDouble p = p(results.get(i));
            all.add(OptionalDouble.empty());
            if (p.isPresent() && !index.isControl(results.get(i).lock())) {
                asked.add(i);
                values.add(p.getAsDouble());
            }
        }
        List<Double> corrected = Holm.corrected(values);
        for (int i = 0; i < asked.size(); i++) {
            all.set(asked.get(i), OptionalDouble.of(corrected.get(i)));
        }
        return all;
    }
}
