package lockpick.report.result;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import lockpick.report.read.FinishedRun;
import lockpick.report.read.Labels;
import lockpick.report.read.Outcomes;
import lockpick.report.read.PlannedRun;
import lockpick.report.read.StudyIndex;
import lockpick.report.read.UnreadableRunException;
import lockpick.study.lock.Opening;
import lockpick.study.measure.Candidate;
import lockpick.study.measure.PairedBootstrap;
import lockpick.study.measure.PairedOutcomes;
import lockpick.study.measure.RecoveredGap;
import lockpick.study.measure.Rise;
import lockpick.study.run.Evaluation.Policy;
import lockpick.study.run.Evaluation.Prompt;
import lockpick.study.run.Evaluation.Split;

/** Turns the runs of elicitation of a study into its results. */
final class Elicitations {
    private final StudyIndex index;
    private final List<FinishedRun> finished;
    private final TestOutcomes outcomes;

    Elicitations(StudyIndex index, List<FinishedRun> finished) {
        this.index = index;
        this.finished = finished;
        this.outcomes = new TestOutcomes(finished);
    }

    private record Group(String lock, String method, Map<String, String> settings) {
        static Group of(Labels.Elicited labels) {
            return new Group(labels.lock(), labels.kind(), labels.settings());
        }
    }

    /** In the order of the study; without those of which no seed has finished under every learning rate. */
    List<Elicitation> all() throws IOException {
        Map<Group, List<PlannedRun>> groups = new LinkedHashMap<>();
        for (PlannedRun plan : index.runs()) {
            if (plan.labels() instanceof Labels.Elicited elicited) {
                groups.computeIfAbsent(Group.of(elicited), group -> new ArrayList<>())
                        .add(plan);
            }
        }
        List<Elicitation> all = new ArrayList<>();
        for (var entry : groups.entrySet()) {
            of(entry.getKey(), entry.getValue()).ifPresent(all::add);
        }
        return all;
    }

    private Optional<Elicitation> of(Group group, List<PlannedRun> plans) throws IOException {
        List<FinishedRun> runs =
                finished.stream().filter(run -> plans.contains(run.plan())).toList();
        Set<Long> planned =
                new TreeSet<>(plans.stream().map(plan -> plan.labels().seed()).toList());
        Set<Long> seeds = new TreeSet<>(planned);
        plans.stream()
                .filter(plan -> runs.stream().noneMatch(run -> run.plan().equals(plan)))
                .forEach(plan -> seeds.remove(plan.labels().seed()));
        if (seeds.isEmpty()) {
            return Optional.empty();
        }
        List<FinishedRun> complete = runs.stream()
                .filter(run -> seeds.contains(run.plan().labels().seed()))
                .toList();
        return Optional.of(result(group, complete, seeds, planned.size()));
    }

    private Elicitation result(Group group, List<FinishedRun> runs, Set<Long> seeds, int planned) throws IOException {
        Candidates all = Candidates.of(runs, false).ofAll(seeds);
        Candidates competing = Candidates.of(runs, true).ofAll(seeds);
        if (competing.isEmpty()) {
            throw new UnreadableRunException(runs.getFirst().folder()
                    + ": metrics.jsonl has no evaluation of the unlocked policy that seeds " + seeds
                    + " all have; delete the " + group.method() + " runs of " + group.lock()
                    + " and run the study again, which computes only what is missing");
        }
        Candidates byValidation = competing.bestDraws(Split.VALIDATION);
        Candidates byTest = competing.bestDraws(Split.TEST);
        Candidate onValidation = byValidation.bestOnValidation();
        Candidate onTest = byTest.bestOnTest();
        Paired paired = paired(group, onValidation, byValidation, runs);
        return new Elicitation(
                group.lock(),
                group.method(),
                group.settings(),
                List.copyOf(seeds),
                planned,
                choice(onValidation, byValidation, gap(paired)),
                choice(onTest, byTest, gapAlone(group, byTest.test(onTest))),
                all.bestDraws(Split.VALIDATION).budget(onValidation),
                competing.variants(onValidation, correctness -> share(group.lock(), correctness, List.copyOf(seeds))),
                paired.rises(),
                paired.outcomes(),
                paired.domains(),
                runs.getFirst().shownDomains());
    }

    private static Choice choice(Candidate candidate, Candidates candidates, Optional<RecoveredGap> gap) {
        return new Choice(candidate, candidates.validation(candidate), candidates.test(candidate), gap);
    }

    /**
     * Problem by problem, for each seed.
     *
     * @param rises none unless every seed has its lock
     * @param outcomes with the ceiling; none as well where there is no ceiling to compare with
     * @param domains over the seeds; none as well where problems have no domains
     */
    private record Paired(
            SortedMap<Long, Rise> rises, SortedMap<Long, PairedOutcomes> outcomes, List<DomainCorrectness> domains) {}

    private Paired paired(Group group, Candidate chosen, Candidates candidates, List<FinishedRun> runs)
            throws IOException {
        boolean hasCeiling = !index.isControl(group.lock()) && !index.isGiven(group.lock());
        SortedMap<Long, Rise> rises = new TreeMap<>();
        SortedMap<Long, PairedOutcomes> paired = new TreeMap<>();
        List<DomainCorrectness.Pair> ofDomains = new ArrayList<>();
        for (var measured : candidates.test(chosen).bySeed().entrySet()) {
            FinishedRun run = run(runs, measured.getKey(), chosen.learningRate());
            Outcomes elicited = Outcomes.read(run, measured.getValue());
            Optional<Outcomes> floor = outcomes.locked(group.lock(), Prompt.NO_PASSWORD, elicited, run);
            if (floor.isEmpty()) {
                return new Paired(new TreeMap<>(), new TreeMap<>(), List.of());
            }
            rises.put(measured.getKey(), new Rise(floor.get().correct(), elicited.correct()));
            ofDomains.add(new DomainCorrectness.Pair(floor.get(), elicited));
            if (hasCeiling) {
                paired.put(measured.getKey(), withCeiling(group.lock(), elicited, floor.get(), run));
            }
        }
        return new Paired(rises, paired, DomainCorrectness.of(ofDomains));
    }

    private PairedOutcomes withCeiling(String lock, Outcomes elicited, Outcomes floor, FinishedRun run)
            throws IOException {
        if (hasOtherSetting(lock)) {
            Outcomes ceiling = outcomes.otherSetting(lock, run);
            return PairedOutcomes.withCeilingOfOthers(elicited.correct(), floor.correct(), ceiling.correct());
        }
        Outcomes ceiling = outcomes.locked(lock, Prompt.PASSWORD, elicited, run).orElseThrow();
        return PairedOutcomes.of(elicited.correct(), floor.correct(), ceiling.correct());
    }

    private static FinishedRun run(List<FinishedRun> runs, long seed, double learningRate) {
        return runs.stream()
                .filter(run -> run.plan().labels() instanceof Labels.Elicited labels
                        && labels.seed() == seed
                        && labels.learningRate() == learningRate)
                .findFirst()
                .orElseThrow();
    }

    /** With its interval. */
    private static Optional<RecoveredGap> gap(Paired paired) {
        return paired.outcomes().isEmpty()
                ? Optional.empty()
                : RecoveredGap.of(List.copyOf(paired.outcomes().values()), PairedBootstrap.DEFAULT);
    }

    /** Of the task, which takes the password's place. */
    private boolean hasOtherSetting(String lock) {
        return index.study().locks().stream()
                .anyMatch(config -> config.called().equals(lock) && config.opens() instanceof Opening.OtherSetting);
    }

    private Optional<RecoveredGap> gapAlone(Group group, Measurement elicited) {
        OptionalDouble share = share(group.lock(), elicited.estimate().mean(), elicited.seeds());
        return share.isEmpty()
                ? Optional.empty()
                : Optional.of(new RecoveredGap(share.getAsDouble(), Optional.empty()));
    }

    /** The recovered share of the gap; empty while the lock of some seed is missing, and of a control, which has no gap. */
    private OptionalDouble share(String lock, double elicited, List<Long> seeds) {
        Optional<Measurement> floor = locked(lock, Prompt.NO_PASSWORD, seeds);
        Optional<Measurement> ceiling = locked(lock, Prompt.PASSWORD, seeds);
        return index.isControl(lock) || floor.isEmpty() || ceiling.isEmpty()
                ? OptionalDouble.empty()
                : RecoveredGap.share(
                        elicited,
                        floor.get().estimate().mean(),
                        ceiling.get().estimate().mean());
    }

    /** Of the locked policy on test; empty unless every given seed has it. */
    private Optional<Measurement> locked(String lock, Prompt prompt, List<Long> seeds) {
        return Measurements.find(finished, Optional.of(lock), Policy.LOCKED, prompt, Split.TEST)
                .filter(measurement -> measurement.seeds().containsAll(seeds))
                .map(measurement -> measurement.of(seeds));
    }
}
