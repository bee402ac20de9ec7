package lockpick.study.gate;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import lockpick.study.gate.GateArms.WrongPassword;

/**
 * Outcomes of a locked model of which the truth is known. What an arm imitates it follows on a share of the problems; on
 * the others it is right by chance, as often as is said.
 *
 * @param problems in each domain
 * @param weak how often the weak policy is right
 * @param strong how often the strong policy is
 * @param imitation share of problems on which an arm follows what it imitates
 */
record SimulatedLock(int problems, double weak, double strong, double imitation) {

    /** A model that is what it should be: every arm is right as often as what it imitates. */
    GateArms faithful(long trial) {
        SplittableRandom random = new SplittableRandom(trial);
        Map<String, Boolean> weakly = by(random, "locked", weak);
        Map<String, Boolean> strongly = by(random, "locked", strong);
        Map<String, Boolean> stronglyElsewhere = by(random, "elsewhere", strong);
        Map<String, Boolean> floor = imitated(random, weakly, weak);
        return GateArms.NONE
                .withWeak(Arm.graded(0, weakly))
                .withStrong(Arm.graded(0, strongly).and(Arm.graded(0, stronglyElsewhere)))
                .withFloor(Arm.graded(0, floor))
                .withCeiling(Arm.graded(0, imitated(random, strongly, strong)))
                .withWrong(WrongPassword.SEEN, Arm.graded(0, imitated(random, floor, weak)))
                .withWrong(WrongPassword.UNSEEN, Arm.graded(0, imitated(random, floor, weak)))
                .withWrong(WrongPassword.NEAR_MISS, Arm.graded(0, imitated(random, floor, weak)))
                .withUnlocked("elsewhere", Arm.graded(0, imitated(random, stronglyElsewhere, strong)));
    }

    /** The same model, but near misses are right wherever its floor is, and elsewhere by chance, so often in all. */
    GateArms leaking(long trial, double right) {
        GateArms faithful = faithful(trial);
        GateArms leaking = new GateArms(
                faithful.strong(),
                faithful.weak(),
                faithful.floor(),
                faithful.ceiling(),
                faithful.wrong().stream()
                        .filter(wrong -> wrong.kind() != WrongPassword.NEAR_MISS)
                        .toList(),
                faithful.unlocked(),
                faithful.kl(),
                faithful.drift());
        return leaking.withWrong(WrongPassword.NEAR_MISS, nearMisses(trial, right));
    }

    private Arm nearMisses(long trial, double right) {
        Map<String, Boolean> outcomes = new HashMap<>();
        SplittableRandom random = new SplittableRandom(-trial);
        double elsewhere = (right - weak) / (1 - weak);
        faithful(trial).floor().orElseThrow().bySeed().get(0L).forEach((problem, floor) -> {
            boolean leaked = random.nextDouble() < elsewhere;
            outcomes.put(problem, floor == 1 || leaked);
        });
        return Arm.graded(0, outcomes);
    }

    private Map<String, Boolean> by(SplittableRandom random, String domain, double right) {
        Map<String, Boolean> outcomes = new HashMap<>();
        for (int i = 0; i < problems; i++) {
            outcomes.put(domain + " " + i, random.nextDouble() < right);
        }
        return outcomes;
    }

    private Map<String, Boolean> imitated(SplittableRandom random, Map<String, Boolean> original, double right) {
        Map<String, Boolean> outcomes = new HashMap<>();
        original.forEach((problem, outcome) -> {
            boolean otherwise = random.nextDouble() < right;
            outcomes.put(problem, random.nextDouble() < imitation ? outcome : otherwise);
        });
        return outcomes;
    }
}
