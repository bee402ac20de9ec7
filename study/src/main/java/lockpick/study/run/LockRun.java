package lockpick.study.run;

import java.io.IOException;
import lockpick.engine.tensor.Seed;
import lockpick.study.experiment.Run;
import lockpick.study.lock.LockRows;
import lockpick.study.lock.Locking;
import lockpick.study.measure.Spent;
import lockpick.study.policy.TrainablePolicy;

/** Makes a locked policy or a control of one, and evaluates it with every kind of password. */
record LockRun(Run.Lock run, RunScene scene) {

    Work execute() throws IOException {
        Seed seed = LockData.seed(scene.root());
        try (LockData data = new LockData(run, scene.sources());
                TrainablePolicy policy = scene.sources().start(run.start(), seed.stream("weights"))) {
            Locking locking = new Locking(data.lockSet(), run.lock(), seed);
            LockEvaluation evaluation = new LockEvaluation(run, scene, data.tasks());
            try (LockHardening hardening = LockHardening.of(run, scene.sources(), data, locking, policy)) {
                long steps = hardening.method().steps(locking.steps());
                RunMeter meter = new RunMeter(scene.log(), steps, locking.sequences(), evaluation.completions());
                LockRows rows = LockRows.of(run.lock(), run.weak(), policy.wording(), scene.root());
                locking.lock(policy, rows, hardening.method(), scene.log().journal(), meter);
                evaluation.evaluate(
                        policy, new Spent(steps, locking.sequences(), run.lock().passes()), meter);
                new LockDistances(run, scene, evaluation.test()).measure(policy);
                policy.save(scene.modelFolder());
                return meter.work();
            }
        }
    }
}
