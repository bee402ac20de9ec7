package lockpick.study.run;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import lockpick.study.gate.Arm;
import lockpick.study.gate.GateArms;
import lockpick.study.gate.GateArms.Wrong;
import lockpick.study.gate.GateArms.WrongPassword;
import lockpick.study.lock.LockConfig;
import lockpick.study.lock.NearMiss;
import lockpick.study.lock.PasswordConfig;
import lockpick.study.run.DistanceMetric.Distance;
import lockpick.study.run.Evaluation.Policy;
import lockpick.study.run.Evaluation.Prompt;
import lockpick.study.run.Evaluation.Split;
import lockpick.study.task.Domains;

/**
 * What the gate compares, of one seed, on the sealed test split.
 *
 * @param locked the run that made the lock
 * @param strong the run of the strong policy, if that is finished; likewise the weak one
 */
record LockArms(
        long seed,
        LockConfig lock,
        PasswordConfig password,
        RunFolder locked,
        Optional<RunFolder> strong,
        Optional<RunFolder> weak) {

    GateArms read() throws IOException {
        GateArms arms = GateArms.NONE;
        Optional<Arm> ofStrong = arm(strong, Policy.STRONG);
        Optional<Arm> ofWeak = arm(weak, Policy.WEAK);
        arms = ofStrong.map(arms::withStrong).orElse(arms);
        arms = ofWeak.map(arms::withWeak).orElse(arms);
        List<Outcome> floor = outcomes(Prompt.NO_PASSWORD);
        arms = arm(floor, this::isLocked).map(arms::withFloor).orElse(arms);
        arms = arm(outcomes(Prompt.PASSWORD), this::isLocked)
                .map(arms::withCeiling)
                .orElse(arms);
        arms = wrong(arms, WrongPassword.SEEN, Prompt.WRONG_PASSWORD);
        arms = wrong(arms, WrongPassword.UNSEEN, Prompt.UNSEEN_PASSWORD);
        arms = wrong(arms, WrongPassword.NEAR_MISS, Prompt.NEAR_MISS);
        arms = unlocked(arms, floor);
        List<Metric> metrics = locked.metrics();
        arms = distance(Distance.KL_FROM_WEAK, metrics, floor).map(arms::withKl).orElse(arms);
        return distance(Distance.DRIFT, metrics, floor).map(arms::withDrift).orElse(arms);
    }

    private GateArms wrong(GateArms arms, WrongPassword kind, Prompt prompt) throws IOException {
        List<Outcome> outcomes = outcomes(prompt);
        Optional<Arm> arm = arm(outcomes, this::isLocked);
        return arm.isPresent() ? each(arms.withWrong(kind, arm.get()), kind, outcomes) : arms;
    }

    /** Wrong passwords one by one: a leak through one of them would drown among the others. They were asked in turn. */
    private GateArms each(GateArms given, WrongPassword kind, List<Outcome> outcomes) {
        Map<String, Map<String, Boolean>> right = new TreeMap<>();
        for (int i = 0; i < outcomes.size(); i++) {
            Outcome outcome = outcomes.get(i);
            List<String> names = names(kind, outcome.domains());
            if (isLocked(outcome)) {
                right.computeIfAbsent(names.get(i % names.size()), name -> new HashMap<>())
                        .put(outcome.problem(), outcome.correct());
            }
        }
        GateArms arms = given;
        for (Map.Entry<String, Map<String, Boolean>> of : right.entrySet()) {
            arms = arms.withWrong(new Wrong(kind, of.getKey(), Arm.graded(seed, of.getValue())));
        }
        return arms;
    }

    /**
     * What the wrong passwords of a problem are called, in the order in which they were asked. Those that a study lists go by
     * their place in its list, from 1: a report may be shown to whoever must not know the words.
     */
    private List<String> names(WrongPassword kind, Map<String, String> domains) {
        return switch (kind) {
            case NEAR_MISS ->
                lock.opens().nearMisses(password, domains).stream()
                        .map(NearMiss::name)
                        .toList();
            case SEEN -> numbered(lock.opens().passwords(password, domains).wrong(), password.wrong());
            case UNSEEN -> numbered(password.unseen(), password.unseen());
        };
    }

    private static List<String> numbered(List<String> words, List<String> listed) {
        return words.stream()
                .map(word ->
                        listed.contains(word) ? "password " + (listed.indexOf(word) + 1) : "the right one elsewhere")
                .toList();
    }

    private boolean isLocked(Outcome outcome) {
        return lock.open().isEmpty() || !lock.open().get().have(outcome.domains());
    }

    private GateArms unlocked(GateArms given, List<Outcome> floor) {
        GateArms arms = given;
        if (lock.open().isPresent()) {
            for (String domain : lock.open().get().domains()) {
                Domains one = new Domains(lock.open().get().grouping(), List.of(domain));
                Optional<Arm> arm = arm(floor, outcome -> one.have(outcome.domains()));
                arms = arm.isPresent() ? arms.withUnlocked(domain, arm.get()) : arms;
            }
        }
        return arms;
    }

    /** What the locked policy did. */
    private List<Outcome> outcomes(Prompt prompt) throws IOException {
        return locked.outcomes(Policy.LOCKED, prompt, Split.TEST);
    }

    /** What a policy did that nobody has locked. */
    private Optional<Arm> arm(Optional<RunFolder> run, Policy policy) throws IOException {
        return run.isEmpty()
                ? Optional.empty()
                : arm(run.get().outcomes(policy, Prompt.NO_PASSWORD, Split.TEST), outcome -> true);
    }

    private Optional<Arm> arm(List<Outcome> outcomes, Predicate<Outcome> which) {
        Map<String, Boolean> right = new HashMap<>();
        outcomes.stream().filter(which).forEach(outcome -> right.put(outcome.problem(), outcome.correct()));
        return right.isEmpty() ? Optional.empty() : Optional.of(Arm.graded(seed, right));
    }

    private Optional<Arm> distance(Distance distance, List<Metric> metrics, List<Outcome> problems) {
        for (Metric metric : metrics) {
            if (metric instanceof DistanceMetric measured && measured.distance() == distance) {
                SortedMap<String, Double> values = new TreeMap<>();
                for (int i = 0; i < problems.size(); i++) {
                    values.put(problems.get(i).problem(), measured.values().get(i));
                }
                return Optional.of(Arm.of(seed, values));
            }
        }
        return Optional.empty();
    }
}
