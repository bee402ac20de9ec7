package lockpick.study.lock;

import java.io.IOException;
import java.util.List;
import lockpick.engine.tensor.Seed;
import lockpick.study.demonstration.Demonstration;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.task.Problem;
import lockpick.study.task.Split;
import lockpick.study.task.Task;
import lockpick.study.train.Batches;
import lockpick.study.train.Journal;
import lockpick.study.train.Sft;
import lockpick.study.train.TrainingLog;

/**
 * Password-locking (paper §2): SFT on the lock set. Whether the policy starts from random weights or from the strong
 * policy is all that sets the two locks of paper §7 apart.
 */
public final class PasswordLocking {

    private final Task task;
    private final LockConfig config;
    private final PasswordConfig password;

    public PasswordLocking(Task task, LockConfig config, PasswordConfig password) {
        this.task = task;
        this.config = config;
        this.password = password;
    }

    /** Locks a policy, in place. */
    public void lock(TrainablePolicy policy, Seed seed, Journal journal, TrainingLog log) throws IOException {
        int batch = config.training().batch();
        List<Problem> problems = task.problems(Split.LOCK_TRAIN).draw(config.problems(), seed.stream("problems"));
        long steps = Batches.steps(2 * problems.size(), batch, config.epochs());
        try (Sft sft = new Sft(policy, config.training(), steps, journal, log)) {
            for (int epoch = 0; epoch < config.epochs(); epoch++) {
                LockedDataset lockSet =
                        new LockedDataset(task, problems, password, seed.stream("wrong passwords", epoch));
                for (List<Demonstration> examples :
                        Batches.shuffled(lockSet.size(), lockSet::get, batch, seed.stream("order", epoch))) {
                    log.step(sft.learn(examples));
                }
            }
        }
    }
}
