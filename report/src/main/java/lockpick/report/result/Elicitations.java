package lockpick.report.result;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
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
import lockpick.study.elicit.SupervisedFineTuning.EpochRule;
import lockpick.study.lock.Opening;
import lockpick.study.measure.Candidate;
import lockpick.study.measure.PairedBootstrap;
import lockpick.study.measure.PairedOutcomes;
import lockpick.study.measure.RecoveredGap;
import lockpick.study.measure.Selection;
import lockpick.study.measure.TestScore;
import lockpick.study.measure.ValidationScore;
import lockpick.study.run.Evaluation;
import lockpick.study.run.Evaluation.Policy;
import lockpick.study.run.Evaluation.Prompt;
import lockpick.study.run.Evaluation.Split;
import lockpick.study.run.EvaluationMetric;

/** Turns the {@code sft} runs of a study into its elicitation results. */
final class Elicitations {
    private final StudyIndex index;
    private final List<FinishedRun> finished;
    private final Map<Object, Outcomes> outcomes = new HashMap<>();

    Elicitations(StudyIndex index, List<FinishedRun> finished) {
        this.index = index;
        this.finished = finished;
    }

    private record Group(String lock, String demonstrations, int k) {}

    /** A candidate's evaluations, by seed. */
    private record Measured(
            Map<Candidate, Double> epochs, Map<Candidate, Measurement> validation, Map<Candidate, Measurement> test) {}

    /** In the order of the study; without those of which no seed has finished under every learning rate. */
    List<Elicitation> all() throws IOException {
        Map<Group, List<PlannedRun>> groups = new LinkedHashMap<>();
        for (PlannedRun plan : index.runs()) {
            if (plan.labels() instanceof Labels.Sft sft) {
                groups.computeIfAbsent(new Group(sft.lock(), sft.demonstrations(), sft.k()), group -> new ArrayList<>())
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
        Measured competing = measured(complete, true);
        Candidate onValidation = Selection.onValidation(competing.validation().entrySet().stream()
                .map(entry ->
                        new ValidationScore(entry.getKey(), entry.getValue().correctness()))
                .toList());
        Candidate onTest = Selection.onTest(competing.test().entrySet().stream()
                .map(entry -> new TestScore(entry.getKey(), entry.getValue().correctness()))
                .toList());
        return Optional.of(new Elicitation(
                group.lock(),
                group.demonstrations(),
                group.k(),
                List.copyOf(seeds),
                planned.size(),
                choice(onValidation, competing, gap(group, onValidation, competing, complete)),
                choice(
                        onTest,
                        competing,
                        gapAlone(group, Measurements.require(competing.test().get(onTest)))),
                budget(onValidation.learningRate(), measured(complete, false))));
    }

    private static Choice choice(Candidate candidate, Measured measured, Optional<RecoveredGap> gap) {
        return new Choice(
                candidate,
                Measurements.require(measured.epochs().get(candidate)),
                Measurements.require(measured.validation().get(candidate)),
                Measurements.require(measured.test().get(candidate)),
                gap);
    }

    private static List<BudgetPoint> budget(double learningRate, Measured measured) {
        SortedMap<Integer, BudgetPoint> points = new TreeMap<>();
        measured.test().forEach((candidate, test) -> {
            if (candidate.learningRate() == learningRate) {
                points.put(
                        candidate.sequences(),
                        new BudgetPoint(
                                candidate.sequences(),
                                Measurements.require(measured.epochs().get(candidate)),
                                test));
            }
        });
        return List.copyOf(points.values());
    }

    /** @param competing only those that selection chooses from */
    private static Measured measured(List<FinishedRun> runs, boolean competing) throws IOException {
        Map<Candidate, Double> epochs = new LinkedHashMap<>();
        Map<Candidate, SortedMap<Long, EvaluationMetric>> validation = new LinkedHashMap<>();
        Map<Candidate, SortedMap<Long, EvaluationMetric>> test = new LinkedHashMap<>();
        for (FinishedRun run : runs) {
            Labels.Sft labels = (Labels.Sft) run.plan().labels();
            boolean paperRule = run.followsPaperRule();
            List<Integer> budgets = EpochRule.PAPER_RULE.candidates(labels.k());
            boolean any = false;
            for (EvaluationMetric metric : run.evaluations()) {
                Evaluation of = metric.evaluation();
                if (of.policy() != Policy.UNLOCKED
                        || of.other().isPresent()
                        || (competing && paperRule && !budgets.contains((int) of.sequences()))) {
                    continue;
                }
                any = true;
                Candidate candidate = new Candidate(labels.learningRate(), (int) of.sequences());
                epochs.put(candidate, of.spent().epochs());
                switch (of.split()) {
                    case VALIDATION ->
                        validation
                                .computeIfAbsent(candidate, c -> new TreeMap<>())
                                .put(labels.seed(), metric);
                    case TEST ->
                        test.computeIfAbsent(candidate, c -> new TreeMap<>()).put(labels.seed(), metric);
                    case HELD_OUT_PAIRS -> {}
                }
            }
            if (!any) {
                throw new UnreadableRunException(
                        run.folder() + ": metrics.jsonl has no evaluation of the unlocked policy"
                                + (paperRule ? " after " + budgets + " sequences" : "") + "; delete " + run.folder()
                                + " and run the study again, which computes only what is missing");
            }
        }
        return new Measured(epochs, Measurements.of(validation), Measurements.of(test));
    }

    /** With an interval, unless the ceiling is of other problems: those of the setting that takes the password's place. */
    private Optional<RecoveredGap> gap(Group group, Candidate chosen, Measured measured, List<FinishedRun> runs)
            throws IOException {
        Optional<RecoveredGap> alone =
                gapAlone(group, Measurements.require(measured.test().get(chosen)));
        return alone.isPresent() && !hasOtherSetting(group.lock()) ? gapWithInterval(group, chosen, runs) : alone;
    }

    private boolean hasOtherSetting(String lock) {
        return index.study().locks().stream()
                .anyMatch(config -> config.called().equals(lock) && config.opens() instanceof Opening.OtherSetting);
    }

    private Optional<RecoveredGap> gapAlone(Group group, Measurement elicited) {
        if (index.isControl(group.lock())) {
            return Optional.empty(); // it hides nothing, so there is no gap
        }
        List<Long> seeds = elicited.seeds();
        Optional<Measurement> floor = locked(group.lock(), Prompt.NO_PASSWORD, seeds);
        Optional<Measurement> ceiling = locked(group.lock(), Prompt.PASSWORD, seeds);
        if (floor.isEmpty() || ceiling.isEmpty()) {
            return Optional.empty();
        }
        OptionalDouble share = RecoveredGap.share(
                elicited.estimate().mean(),
                floor.get().estimate().mean(),
                ceiling.get().estimate().mean());
        return share.isEmpty()
                ? Optional.empty()
                : Optional.of(new RecoveredGap(share.getAsDouble(), Optional.empty()));
    }

    /** Of the locked policy on test; empty unless every given seed has it. */
    private Optional<Measurement> locked(String lock, Prompt prompt, List<Long> seeds) {
        return Measurements.find(finished, Optional.of(lock), Policy.LOCKED, prompt, Split.TEST)
                .filter(measurement -> measurement.seeds().containsAll(seeds))
                .map(measurement -> measurement.of(seeds));
    }

    private Optional<RecoveredGap> gapWithInterval(Group group, Candidate chosen, List<FinishedRun> runs)
            throws IOException {
        List<PairedOutcomes> paired = new ArrayList<>();
        for (FinishedRun run : runs) {
            Labels.Sft labels = (Labels.Sft) run.plan().labels();
            if (labels.learningRate() != chosen.learningRate()) {
                continue;
            }
            Optional<FinishedRun> lock = finished.stream()
                    .filter(candidate -> candidate.plan().labels() instanceof Labels.Lock made
                            && made.lock().equals(group.lock())
                            && made.seed() == labels.seed())
                    .findFirst();
            if (lock.isEmpty()) {
                return Optional.empty();
            }
            Outcomes elicited = outcomes(run, Policy.UNLOCKED, Prompt.NO_PASSWORD, chosen.sequences());
            Outcomes floor = outcomes(lock.get(), Policy.LOCKED, Prompt.NO_PASSWORD, -1);
            Outcomes ceiling = outcomes(lock.get(), Policy.LOCKED, Prompt.PASSWORD, -1);
            if (!elicited.problems().equals(floor.problems())
                    || !floor.problems().equals(ceiling.problems())) {
                throw new UnreadableRunException(
                        run.folder() + " and " + lock.get().folder()
                                + " were evaluated on different test problems of seed " + labels.seed()
                                + ", so they cannot be compared; delete both and run the study again");
            }
            paired.add(new PairedOutcomes(elicited.correct(), floor.correct(), ceiling.correct()));
        }
        return RecoveredGap.of(paired, PairedBootstrap.DEFAULT);
    }

    /**
     * Of an evaluation on test.
     *
     * @param sequences after which, or −1 for the only evaluation there is
     */
    private Outcomes outcomes(FinishedRun run, Policy policy, Prompt prompt, long sequences) throws IOException {
        EvaluationMetric metric = run.evaluations().stream()
                .filter(candidate -> candidate.evaluation().policy() == policy
                        && candidate.evaluation().prompt() == prompt
                        && candidate.evaluation().split() == Split.TEST
                        && candidate.evaluation().other().isEmpty()
                        && (sequences < 0 || candidate.evaluation().sequences() == sequences))
                .findFirst()
                .orElseThrow(
                        () -> new UnreadableRunException(run.folder() + ": metrics.jsonl has no test evaluation with "
                                + prompt.json() + "; delete " + run.folder() + " and run the study again"));
        Object key = List.of(run.plan().key(), metric);
        Outcomes known = outcomes.get(key);
        if (known == null) {
            known = Outcomes.read(run, metric);
            // A lock's are needed again for every k; an elicitation's never.
            if (policy == Policy.LOCKED) {
                outcomes.put(key, known);
            }
        }
        return known;
    }
}
