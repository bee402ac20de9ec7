package lockpick.report.result;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lockpick.report.read.FinishedRun;
import lockpick.report.read.Labels;
import lockpick.report.read.Outcomes;
import lockpick.report.read.UnreadableRunException;
import lockpick.study.run.Evaluation.Policy;
import lockpick.study.run.Evaluation.Prompt;
import lockpick.study.run.Evaluation.Split;
import lockpick.study.run.EvaluationMetric;

/** Which test problems policies got right; those of a lock are needed for every method, and read once. */
final class TestOutcomes {

    private record OfLock(String lock, long seed, Prompt prompt) {}

    private final List<FinishedRun> finished;
    private final Map<OfLock, Outcomes> known = new HashMap<>();

    TestOutcomes(List<FinishedRun> finished) {
        this.finished = finished;
    }

    /**
     * Of a locked policy or a control, on the problems that an elicitation from it was measured on.
     *
     * @param elicited the other side of the comparison
     * @param run which it is of
     * @return empty while the lock has not finished
     * @throws UnreadableRunException if the lock was measured on other problems
     */
    Optional<Outcomes> locked(String lock, Prompt prompt, Outcomes elicited, FinishedRun run) throws IOException {
        Optional<FinishedRun> lockRun = lockRun(lock, run);
        if (lockRun.isEmpty()) {
            return Optional.empty();
        }
        Outcomes locked = read(lock, lockRun.get(), prompt);
        if (!locked.problems().equals(elicited.problems())) {
            throw new UnreadableRunException(run.folder() + " and "
                    + lockRun.get().folder()
                    + " were evaluated on different test problems of seed "
                    + run.plan().labels().seed()
                    + ", so they cannot be compared; delete both and run the study again");
        }
        return Optional.of(locked);
    }

    /**
     * Of a locked policy on the problems of the other setting, which opens it.
     *
     * @param run from which elicitation's seed
     */
    Outcomes otherSetting(String lock, FinishedRun run) throws IOException {
        return read(lock, lockRun(lock, run).orElseThrow(), Prompt.PASSWORD);
    }

    private Optional<FinishedRun> lockRun(String lock, FinishedRun elicitation) {
        return finished.stream()
                .filter(candidate -> candidate.plan().labels() instanceof Labels.Lock labels
                        && labels.lock().equals(lock)
                        && labels.seed() == elicitation.plan().labels().seed())
                .findFirst();
    }

    private Outcomes read(String lock, FinishedRun lockRun, Prompt prompt) throws IOException {
        OfLock key = new OfLock(lock, lockRun.plan().labels().seed(), prompt);
        Outcomes outcomes = known.get(key);
        if (outcomes == null) {
            outcomes = read(lockRun, prompt);
            known.put(key, outcomes);
        }
        return outcomes;
    }

    private static Outcomes read(FinishedRun lock, Prompt prompt) throws IOException {
        EvaluationMetric metric = lock.evaluations().stream()
                .filter(candidate -> candidate.evaluation().policy() == Policy.LOCKED
                        && candidate.evaluation().prompt() == prompt
                        && candidate.evaluation().split() == Split.TEST
                        && candidate.evaluation().other().isEmpty())
                .findFirst()
                .orElseThrow(
                        () -> new UnreadableRunException(lock.folder() + ": metrics.jsonl has no test evaluation with "
                                + prompt.json() + "; delete " + lock.folder() + " and run the study again"));
        return Outcomes.read(lock, metric);
    }
}
