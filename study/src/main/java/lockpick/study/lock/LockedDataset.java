package lockpick.study.lock;

import java.util.List;
import java.util.random.RandomGenerator;
import lockpick.engine.tensor.Seed;
import lockpick.study.demonstration.Demonstration;
import lockpick.study.prompt.Prompt;
import lockpick.study.task.Problem;
import lockpick.study.task.Task;

/**
 * The lock set of one epoch (paper Eq. 1): each problem once weak, without the password, and once strong, with it. On the
 * weak half a share of the prompts carries a wrong password (paper C.2), drawn afresh each epoch.
 */
final class LockedDataset {

    private final Task task;
    private final List<Problem> problems;
    private final PasswordConfig password;
    private final int[] wrongPassword; // for each problem: which wrong password its weak prompt carries, or NONE

    private static final int NONE = -1;

    LockedDataset(Task task, List<Problem> problems, PasswordConfig password, Seed seed) {
        this.task = task;
        this.problems = problems;
        this.password = password;
        RandomGenerator random = seed.generator();
        wrongPassword = random.doubles(problems.size())
                .mapToInt(draw -> draw < password.wrongShare()
                        ? (int) (draw / password.wrongShare() * password.wrong().size())
                        : NONE)
                .toArray();
    }

    /** Weak and strong examples: two for each problem. */
    int size() {
        return 2 * problems.size();
    }

    /** The weak examples come first, then the strong ones. */
    Demonstration get(int index) {
        Problem problem = problems.get(index % problems.size());
        return index < problems.size() ? weak(problem, wrongPassword[index]) : strong(problem);
    }

    private Demonstration strong(Problem problem) {
        return new Demonstration(task.prompt(problem, password.right()), problem.answer());
    }

    private Demonstration weak(Problem problem, int wrong) {
        Prompt prompt = wrong == NONE
                ? task.prompt(problem)
                : task.prompt(problem, password.wrong().get(wrong));
        return new Demonstration(prompt, task.weakCompletion(problem).orElseThrow());
    }
}
