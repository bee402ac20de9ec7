package lockpick.report.result;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import lockpick.report.read.StudyIndex;
import lockpick.study.experiment.StudyClaim;
import lockpick.study.measure.MeanEstimate;
import lockpick.study.measure.PairedBootstrap;
import lockpick.study.measure.PairedOutcomes;
import lockpick.study.measure.RecoveredGap;
import lockpick.study.measure.Rise;

/** Judges what a study claims by what its elicitations came to. */
final class Claims {
    private static final PairedBootstrap BOOTSTRAP = PairedBootstrap.FOR_VERDICTS;

    private final StudyIndex index;
    private final List<Elicitation> results;

    Claims(StudyIndex index, List<Elicitation> results) {
        this.index = index;
        this.results = results;
    }

    /** One for each claim, in the order of the study. */
    List<ClaimFinding> all() {
        return index.study().claims().stream()
                .map(claim ->
                        new ClaimFinding(claim, estimate(claim), index.seeds().size()))
                .toList();
    }

    private Optional<MeanEstimate> estimate(StudyClaim claim) {
        Optional<Elicitation> of = result(claim.of());
        Optional<Elicitation> less = claim.less().flatMap(this::result);
        if (of.isEmpty() || less.isPresent() != claim.less().isPresent()) {
            return Optional.empty();
        }
        return switch (claim.quantity()) {
            case RECOVERED_GAP -> gap(of.get().outcomes(), less.map(Elicitation::outcomes));
            case CORRECTNESS -> correctness(of.get().rises(), less.map(Elicitation::rises));
        };
    }

    private Optional<Elicitation> result(StudyClaim.Result named) {
        String lock = named.lock(index.study());
        List<Elicitation> ofLock =
                results.stream().filter(result -> result.lock().equals(lock)).toList();
        List<String> called =
                named.among(ofLock.stream().map(Elicitation::called).toList());
        return ofLock.stream()
                .filter(result -> called.size() == 1 && called.contains(result.called()))
                .findFirst();
    }

    private static Optional<MeanEstimate> gap(
            SortedMap<Long, PairedOutcomes> of, Optional<SortedMap<Long, PairedOutcomes>> less) {
        List<PairedOutcomes> first = shared(of, less.orElse(of));
        if (first.isEmpty()) {
            return Optional.empty();
        }
        return less.isEmpty()
                ? RecoveredGap.estimate(first, BOOTSTRAP)
                : RecoveredGap.difference(first, shared(less.get(), of), BOOTSTRAP);
    }

    private static Optional<MeanEstimate> correctness(SortedMap<Long, Rise> of, Optional<SortedMap<Long, Rise>> less) {
        List<Rise> first = shared(of, less.orElse(of));
        if (first.isEmpty()) {
            return Optional.empty();
        }
        if (less.isEmpty()) {
            return Optional.of(
                    BOOTSTRAP.mean(first.stream().map(Rise::afterwards).toList()));
        }
        List<Rise> second = shared(less.get(), of);
        return Optional.of(BOOTSTRAP.mean(IntStream.range(0, first.size())
                .mapToObj(seed -> first.get(seed).afterwardsLess(second.get(seed)))
                .toList()));
    }

    /** Those of the seeds that the other has too, ascending. */
    private static <T> List<T> shared(SortedMap<Long, T> of, SortedMap<Long, T> other) {
        SortedMap<Long, T> shared = new TreeMap<>(of);
        shared.keySet().retainAll(other.keySet());
        return List.copyOf(shared.values());
    }
}
