package lockpick.study.run;

import java.io.IOException;
import lockpick.study.experiment.Run;
import lockpick.study.measure.Spent;
import lockpick.study.policy.TrainablePolicy;

/** Evaluates a given model as it is, without a password, and keeps no copy of it. */
record EvaluationRun(Run.Evaluate run, RunScene scene) {

    Work execute() throws IOException {
        PolicyEvaluation evaluation = PolicyEvaluation.of(scene);
        RunMeter meter = new RunMeter(scene.log(), 0, 0, evaluation.problems());
        try (TrainablePolicy given =
                scene.sources().load(run.base().orElseThrow().folder())) {
            evaluation.evaluate(
                    given,
                    Evaluation.Policy.LOCKED,
                    Evaluation.Prompt.NO_PASSWORD,
                    scene.task()::prompt,
                    Spent.NOTHING,
                    meter);
        }
        return meter.work();
    }
}
