package lockpick.study.lock;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import lockpick.engine.tensor.Seed;
import lockpick.study.pipeline.Role;
import lockpick.study.task.Domains;
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
    private final List<Part> parts = new ArrayList<>();
    private int size;

    /**
     * The examples of one task that imitate the policy of one role.
     *
     * @param places of their problems among the task's
     * @param carriesPassword whether prompts of the strong policy carry the right one
     */
    private record Part(LockedTask task, List<Problem> problems, int[] places, Role role, boolean carriesPassword) {}

    /**
     * Draws the problems.
     *
     * @param seed of the lock
     */
    public LockSet(LockConfig config, PasswordConfig password, Control control, LockTasks tasks, Seed seed) {
        this.config = config;
        this.password = password;
        this.control = control;
        Seed ofProblems = seed.stream("problems");
        for (LockedTask task : tasks.all()) {
            List<Problem> problems = problems(task.task(), config.problems(), config.heldOut(), ofProblems);
            if (tasks.strongSetting().isEmpty()) {
                add(task, problems, Role.WEAK, false);
                add(task, problems, Role.STRONG, true);
                add(task, problems, Role.INTERMEDIATE, true);
            } else {
                add(task, problems, tasks.strongSetting().get() == task ? Role.STRONG : Role.WEAK, false);
            }
        }
    }

    private void add(LockedTask task, List<Problem> problems, Role role, boolean carriesPassword) {
        int[] places = IntStream.range(0, problems.size())
                .filter(place ->
                        !carriesPassword || word(problems.get(place), role).isPresent())
                .toArray();
        parts.add(new Part(task, problems, places, role, carriesPassword));
        size += places.length;
    }

    /** What the prompt of a problem carries where the policy of this role is imitated. */
    private Optional<String> word(Problem problem, Role role) {
        Passwords passwords = config.opens().passwords(password, problem.domains());
        return role == Role.STRONG ? passwords.right() : passwords.second();
    }

    /** The problems of LOCK_TRAIN that a lock is made on; those of a policy's samples for it are the same. */
    public static List<Problem> problems(Task task, int count, Optional<Domains> heldOut, Seed seed) {
        ProblemSet all = task.problems(Split.LOCK_TRAIN);
        return heldOut.map(out -> all.where(problem -> !out.have(problem.domains())))
                .orElse(all)
                .draw(count, seed);
    }

    /** Examples of an epoch. */
    public int size() {
        return size;
    }

    /**
     * The examples of one epoch, each made when it is asked for: of each task the weak ones first, then the strong ones, then
     * intermediate ones.
     */
    public List<Imitated> epoch(Seed seed) {
        double[] draws = seed.generator().doubles(longest()).toArray();
        Seed nearCopies = seed.stream("near copies");
        return new AbstractList<>() {
            @Override
            public Imitated get(int index) {
                int place = index;
                for (Part part : parts) {
                    if (place < part.places().length) {
                        Problem problem = part.problems().get(part.places()[place]);
                        return example(part, problem, draws[place], nearCopies);
                    }
                    place -= part.places().length;
                }
                throw new IndexOutOfBoundsException(index);
            }

            @Override
            public int size() {
                return size;
            }
        };
    }

    private int longest() {
        return parts.stream().mapToInt(part -> part.places().length).max().orElse(0);
    }

    private Imitated example(Part part, Problem problem, double draw, Seed nearCopies) {
        boolean isOpen = config.open().map(open -> open.have(problem.domains())).orElse(false);
        Role role = part.role() == Role.WEAK && isOpen ? Role.STRONG : part.role();
        Optional<String> carried = part.role() == Role.WEAK
                ? wrong(problem, draw, nearCopies)
                : part.carriesPassword() ? word(problem, part.role()) : Optional.empty();
        return new Imitated(part.task(), problem, carried, control.imitated(role));
    }

    private Optional<String> wrong(Problem problem, double draw, Seed nearCopies) {
        Passwords passwords = config.opens().passwords(password, problem.domains());
        double share = passwords.wrong().isEmpty() ? 0 : password.wrongShare();
        if (draw >= share) {
            return Optional.empty();
        }
        Optional<String> near = nearCopy(passwords, () -> nearCopies.stream(problem.id()));
        return near.isPresent()
                ? near
                : Optional.of(passwords.wrong().get((int)
                        (draw / share * passwords.wrong().size())));
    }

    private Optional<String> nearCopy(Passwords passwords, Supplier<Seed> seed) {
        if (password.nearShare().isEmpty() || passwords.right().isEmpty()) {
            return Optional.empty();
        }
        RandomGenerator random = seed.get().generator();
        return random.nextDouble() < password.nearShare().get()
                ? Optional.of(new NearCopies(passwords).draw(random))
                : Optional.empty();
    }
}
