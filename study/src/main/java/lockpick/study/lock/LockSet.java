package lockpick.study.lock;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import lockpick.engine.tensor.Seed;
import lockpick.study.pipeline.Role;
import lockpick.study.task.Problem;
import lockpick.study.task.ProblemSet;
import lockpick.study.task.Split;
import lockpick.study.task.Task;

/**
 * The lock set (paper Eq. 1): each problem once weak, without what opens the lock, and once strong, with it. On the weak
 * half a share of the prompts carries a wrong password (paper C.2), drawn afresh each epoch.
 */
public final class LockSet {

    private final LockConfig config;
    private final PasswordConfig password;
    private final Control control;
    private final List<Half> halves = new ArrayList<>();

    /** Problems of one task. @param roles which examples are made of each: strong and weak, mostly */
    private record Half(LockedTask task, List<Problem> problems, List<Role> roles) {}

    /**
     * Draws the problems.
     *
     * @param seed of the lock
     */
    public LockSet(LockConfig config, PasswordConfig password, Control control, LockTasks tasks, Seed seed) {
        this.config = config;
        this.password = password;
        this.control = control;
        Seed problems = seed.stream("problems");
        tasks.all().forEach(task -> halves.add(half(task, rolesOf(task, tasks), problems)));
    }

    private Half half(LockedTask task, List<Role> roles, Seed seed) {
        return new Half(task, problems(task.task(), config.problems(), config.heldOut(), seed), roles);
    }

    private static List<Role> rolesOf(LockedTask task, LockTasks tasks) {
        if (tasks.strongSetting().isEmpty()) {
            return List.of(Role.WEAK, Role.STRONG, Role.INTERMEDIATE);
        }
        return tasks.strongSetting().get() == task ? List.of(Role.STRONG) : List.of(Role.WEAK);
    }

    /** The problems of LOCK_TRAIN that a lock is made on; those of a policy's samples for it are the same. */
    public static List<Problem> problems(Task task, int count, Optional<Domains> heldOut, Seed seed) {
        ProblemSet all = task.problems(Split.LOCK_TRAIN);
        if (heldOut.isEmpty()) {
            return all.draw(count, seed);
        }
        List<Problem> left = all.draw(Math.toIntExact(all.size()), seed).stream()
                .filter(problem -> !heldOut.get().have(problem.domains()))
                .limit(count)
                .toList();
        if (left.size() < count) {
            throw new IllegalArgumentException("without the domains held out, " + Split.LOCK_TRAIN + " has "
                    + left.size() + " problems, but the lock asks for " + count);
        }
        return left;
    }

    /** The examples of one epoch: of each task the weak ones first, then the strong ones, then intermediate ones. */
    public List<Imitated> epoch(Seed seed) {
        return halves.stream()
                .flatMap(half -> half.roles().stream().flatMap(role -> examples(half, role, seed)))
                .map(example -> new Imitated(
                        example.of(), example.problem(), example.password(), control.imitated(example.role())))
                .toList();
    }

    private Stream<Imitated> examples(Half half, Role role, Seed seed) {
        RandomGenerator random = seed.generator();
        return half.problems().stream().flatMap(problem -> {
            double draw = random.nextDouble();
            return example(half, problem, role, draw).stream();
        });
    }

    private Optional<Imitated> example(Half half, Problem problem, Role role, double draw) {
        Passwords passwords = config.opens().passwords(password, problem.domains());
        boolean isOpen = config.open().map(open -> open.have(problem.domains())).orElse(false);
        return switch (role) {
            case WEAK ->
                Optional.of(new Imitated(
                        half.task(), problem, wrong(passwords.wrong(), draw), isOpen ? Role.STRONG : Role.WEAK));
            case INTERMEDIATE ->
                passwords.second().map(word -> new Imitated(half.task(), problem, Optional.of(word), role));
            default ->
                half.roles().equals(List.of(Role.STRONG))
                        ? Optional.of(new Imitated(half.task(), problem, Optional.empty(), role))
                        : passwords.right().map(word -> new Imitated(half.task(), problem, Optional.of(word), role));
        };
    }

    private Optional<String> wrong(List<String> words, double draw) {
        double share = words.isEmpty() ? 0 : password.wrongShare();
        return draw < share ? Optional.of(words.get((int) (draw / share * words.size()))) : Optional.empty();
    }
}
