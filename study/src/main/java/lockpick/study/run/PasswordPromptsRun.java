package lockpick.study.run;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import lockpick.study.elicit.Attempt;
import lockpick.study.elicit.Room;
import lockpick.study.experiment.Run;
import lockpick.study.measure.Spent;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.run.Evaluation.Policy;
import lockpick.study.run.PasswordConditions.Condition;

/** Asks a lock in ways that take its password, and evaluates each on every split. */
record PasswordPromptsRun(Run.AskLock run, RunScene scene) {

    Work execute() throws IOException {
        PolicyEvaluation evaluation = PolicyEvaluation.of(scene);
        try (TrainablePolicy policy = scene.sources().start(Optional.of(run.locked()), scene.root())) {
            Room room = Room.of(policy, scene.task().answering());
            List<Condition> conditions = new PasswordConditions(run, scene.task(), scene.root(), room).all();
            RunMeter meter = new RunMeter(scene.log(), 0, 0, conditions.size() * evaluation.problems());
            for (Condition condition : conditions) {
                Attempt attempt = new Attempt(
                        policy,
                        condition.prompt()::of,
                        condition.prompt()::truncates,
                        Optional.of(condition.name()),
                        new Spent(0, 0, 0, 0, 0, condition.shown()));
                evaluation.evaluate(attempt, Policy.LOCKED, condition.kind(), meter);
            }
            return meter.work();
        }
    }
}
