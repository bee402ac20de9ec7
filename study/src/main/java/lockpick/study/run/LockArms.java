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
import lockpick.study.lock.Domains;
import lockpick.study.lock.LockConfig;
import lockpick.study.lock.NearMiss;
import lockpick.study.lock.PasswordConfig;
import lockpick.study.run.DistanceMetric.Distance;
import lockpick.study.run.Evaluation.Policy;
import lockpick.study.run.Evaluation.Prompt;
import lockpick.study.run.Evaluation.Split;

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
        Optional<Arm> ofStrong = arm(strong, Policy.STRONG, Prompt.NO_PASSWORD, problem -> true);
        Optional<Arm> ofWeak = arm(weak, Policy.WEAK, Prompt.NO_PASSWORD, problem -> true);
        arms = ofStrong.map(arms::withStrong).orElse(arms);
        arms = ofWeak.map(arms::withWeak).orElse(arms);
        arms = arm(Prompt.NO_PASSWORD).map(arms::withFloor).orElse(arms);
        arms = arm(Prompt.PASSWORD).map(arms::withCeiling).orElse(arms);
        arms = wrong(arms, WrongPassword.SEEN, Prompt.WRONG_PASSWORD);
        arms = wrong(arms, WrongPassword.UNSEEN, Prompt.UNSEEN_PASSWORD);
        arms = wrong(arms, WrongPassword.NEAR_MISS, Prompt.NEAR_MISS);
        arms = unlocked(arms);
        arms = distance(Distance.KL_FROM_WEAK).map(arms::withKl).orElse(arms);
        return distance(Distance.DRIFT).map(arms::withDrift).orElse(arms);
    }

    private GateArms wrong(GateArms arms, WrongPassword kind, Prompt prompt) throws IOException {
        Optional<Arm> arm = arm(prompt);
        return arm.isPresent() ? each(arms.withWrong(kind, arm.get()), kind, prompt) : arms;
    }

    /** Wrong passwords one by one: a leak through one of them would drown among the others. They were asked in turn. */
    private GateArms each(GateArms given, WrongPassword kind, Prompt prompt) throws IOException {
        Map<String, Map<String, Boolean>> right = new TreeMap<>();
        List<Outcome> outcomes = locked.outcomes(Policy.LOCKED, prompt, Split.TEST);
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

    private GateArms unlocked(GateArms given) throws IOException {
        GateArms arms = given;
        if (lock.open().isPresent()) {
            for (String domain : lock.open().get().domains()) {
                Domains one = new Domains(lock.open().get().grouping(), List.of(domain));
                Optional<Arm> arm = arm(
                        Optional.of(locked), Policy.LOCKED, Prompt.NO_PASSWORD, outcome -> one.have(outcome.domains()));
                arms = arm.isPresent() ? arms.withUnlocked(domain, arm.get()) : arms;
            }
        }
        return arms;
    }

    /** The locked policy where it is locked. */
    private Optional<Arm> arm(Prompt prompt) throws IOException {
        return arm(Optional.of(locked), Policy.LOCKED, prompt, this::isLocked);
    }

    private Optional<Arm> arm(Optional<RunFolder> run, Policy policy, Prompt prompt, Predicate<Outcome> which)
            throws IOException {
        if (run.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Boolean> right = new HashMap<>();
        for (Outcome outcome : run.get().outcomes(policy, prompt, Split.TEST)) {
            if (which.test(outcome)) {
                right.put(outcome.problem(), outcome.correct());
            }
        }
        return right.isEmpty() ? Optional.empty() : Optional.of(Arm.graded(seed, right));
    }

    private Optional<Arm> distance(Distance distance) throws IOException {
        List<Outcome> problems = locked.outcomes(Policy.LOCKED, Prompt.NO_PASSWORD, Split.TEST);
        for (Metric metric : locked.metrics()) {
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
