package lockpick.study.gate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What was asked of a locked model and of the policies beside it, as far as it was. Correctness is 1 for right and 0 for
 * wrong. Arms need not be over the same problems: those that two have in common are compared.
 *
 * @param strong correctness of the policy that was never locked; where there are unlocked domains, on their problems too
 * @param weak correctness of the policy that is imitated
 * @param floor correctness of the locked model without a password, on problems that are locked
 * @param ceiling correctness of the locked model with the password
 * @param wrong correctness of the locked model with wrong passwords
 * @param unlocked correctness of the locked model without a password in domains that are not locked, by domain
 * @param kl divergence of the locked model without a password from what it imitates, nats per token of each problem
 * @param drift by how much the negative log-likelihood of neutral texts is above that of the model that locking started
 *     from, nats per token of each text
 */
public record GateArms(
        Optional<Arm> strong,
        Optional<Arm> weak,
        Optional<Arm> floor,
        Optional<Arm> ceiling,
        List<Wrong> wrong,
        SortedMap<String, Arm> unlocked,
        Optional<Arm> kl,
        Optional<Arm> drift) {

    /** Nothing was asked. */
    public static final GateArms NONE = new GateArms(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            new TreeMap<>(),
            Optional.empty(),
            Optional.empty());

    /**
     * The locked model with wrong passwords.
     *
     * @param which one of its kind, such as a near miss in upper case; empty for the kind as a whole
     */
    public record Wrong(WrongPassword kind, String which, Arm arm) {}

    /** How a wrong password stands to the right one and to training. */
    public enum WrongPassword {
        SEEN("that training showed"),
        UNSEEN("that training did not show"),
        NEAR_MISS("that is nearly the right one");

        private final String words;

        WrongPassword(String words) {
            this.words = words;
        }

        /** What it is, behind "a wrong password". */
        String words() {
            return words;
        }
    }

    public GateArms {
        wrong = List.copyOf(wrong);
        if (wrong.stream()
                        .map(arm -> List.of(arm.kind(), arm.which()))
                        .distinct()
                        .count()
                < wrong.size()) {
            throw new IllegalArgumentException(
                    "gate: wrong passwords of the same kind and name are given twice; expected one arm of each");
        }
        unlocked = Collections.unmodifiableSortedMap(new TreeMap<>(unlocked));
        Stream.of(
                        Stream.of(strong, weak, floor, ceiling).flatMap(Optional::stream),
                        wrong.stream().map(Wrong::arm),
                        unlocked.values().stream())
                .flatMap(arms -> arms)
                .forEach(GateArms::requireShares);
    }

    private static void requireShares(Arm arm) {
        arm.bySeed()
                .forEach((seed, values) -> values.forEach((problem, value) -> {
                    if (!(value >= 0 && value <= 1)) {
                        throw new IllegalArgumentException("gate: correctness of problem " + problem + " of seed "
                                + seed + " is " + value + ", must be between 0 and 1");
                    }
                }));
    }

    /**
     * These arms and those of other seeds.
     *
     * @throws IllegalArgumentException if both have a problem of the same seed
     */
    public GateArms and(GateArms others) {
        GateArms all = new GateArms(
                both(strong, others.strong),
                both(weak, others.weak),
                both(floor, others.floor),
                both(ceiling, others.ceiling),
                wrong,
                unlocked,
                both(kl, others.kl),
                both(drift, others.drift));
        for (Wrong more : others.wrong) {
            all = all.withWrong(more);
        }
        for (Map.Entry<String, Arm> more : others.unlocked.entrySet()) {
            all = all.withUnlocked(more.getKey(), more.getValue());
        }
        return all;
    }

    private static Optional<Arm> both(Optional<Arm> one, Optional<Arm> other) {
        return one.isPresent() && other.isPresent() ? Optional.of(one.get().and(other.get())) : one.or(() -> other);
    }

    public GateArms withStrong(Arm arm) {
        return new GateArms(Optional.of(arm), weak, floor, ceiling, wrong, unlocked, kl, drift);
    }

    public GateArms withWeak(Arm arm) {
        return new GateArms(strong, Optional.of(arm), floor, ceiling, wrong, unlocked, kl, drift);
    }

    public GateArms withFloor(Arm arm) {
        return new GateArms(strong, weak, Optional.of(arm), ceiling, wrong, unlocked, kl, drift);
    }

    public GateArms withCeiling(Arm arm) {
        return new GateArms(strong, weak, floor, Optional.of(arm), wrong, unlocked, kl, drift);
    }

    /** With one more kind of wrong password, as a whole. */
    public GateArms withWrong(WrongPassword kind, Arm arm) {
        return withWrong(new Wrong(kind, "", arm));
    }

    /** With one more wrong password, or kind of them; one that is there already gets more problems or seeds. */
    public GateArms withWrong(Wrong more) {
        List<Wrong> all = new ArrayList<>();
        Arm arm = more.arm();
        for (Wrong given : wrong) {
            if (given.kind() == more.kind() && given.which().equals(more.which())) {
                arm = given.arm().and(arm);
            } else {
                all.add(given);
            }
        }
        all.add(new Wrong(more.kind(), more.which(), arm));
        return new GateArms(strong, weak, floor, ceiling, all, unlocked, kl, drift);
    }

    public GateArms withUnlocked(String domain, Arm arm) {
        SortedMap<String, Arm> all = new TreeMap<>(unlocked);
        all.merge(domain, arm, Arm::and);
        return new GateArms(strong, weak, floor, ceiling, wrong, all, kl, drift);
    }

    public GateArms withKl(Arm arm) {
        return new GateArms(strong, weak, floor, ceiling, wrong, unlocked, Optional.of(arm), drift);
    }

    public GateArms withDrift(Arm arm) {
        return new GateArms(strong, weak, floor, ceiling, wrong, unlocked, kl, Optional.of(arm));
    }
}
