package lockpick.report.result;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import lockpick.report.read.FinishedRun;
import lockpick.report.read.Labels;
import lockpick.study.run.Evaluation.Policy;
import lockpick.study.run.Evaluation.Prompt;
import lockpick.study.run.Evaluation.Split;
import lockpick.study.run.EvaluationMetric;

/** Gathers the evaluations of several seeds. */
final class Measurements {
    private Measurements() {}

    /** The evaluation of a policy that no elicitation has touched; empty when no seed has it. */
    static Optional<Measurement> find(
            List<FinishedRun> runs, Optional<String> lock, Policy policy, Prompt prompt, Split split) {
        SortedMap<Long, EvaluationMetric> bySeed = new TreeMap<>();
        for (FinishedRun run : runs) {
            if (!lock(run.plan().labels()).equals(lock)) {
                continue;
            }
            for (EvaluationMetric metric : run.evaluations()) {
                var of = metric.evaluation();
                if (of.policy() == policy
                        && of.prompt() == prompt
                        && of.split() == split
                        && of.other().isEmpty()
                        && of.variant().isEmpty()) {
                    bySeed.put(run.plan().labels().seed(), metric);
                }
            }
        }
        return bySeed.isEmpty() ? Optional.empty() : Optional.of(new Measurement(bySeed));
    }

    private static Optional<String> lock(Labels labels) {
        return switch (labels) {
            case Labels.Policy policy -> policy.lock();
            case Labels.Samples samples -> Optional.empty();
            case Labels.Lock lock -> Optional.of(lock.lock());
            case Labels.PasswordPrompted prompted -> Optional.of(prompted.lock());
            case Labels.Elicited elicited -> Optional.of(elicited.lock());
        };
    }
}
