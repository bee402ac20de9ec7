package lockpick.report.result;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import lockpick.report.read.FinishedRun;
import lockpick.report.read.Labels;
import lockpick.report.read.StudyIndex;
import lockpick.report.read.UnreadableRunException;
import lockpick.study.experiment.RunLabels;
import lockpick.study.gate.GateReport;
import lockpick.study.lock.LockConfig;
import lockpick.study.run.LockJudge;
import lockpick.study.run.RunFolder;

/** Asks the gate about every lock, by the folders that the study's graph names. */
final class LockVerdicts {
    private final StudyIndex index;
    private final List<FinishedRun> finished;
    private final LockJudge judge;

    LockVerdicts(StudyIndex index, List<FinishedRun> finished) {
        this.index = index;
        this.finished = finished;
        this.judge = new LockJudge(index.study(), this::folder);
    }

    /** In the order of the study; without those of which no seed has finished, and without controls. */
    List<LockVerdict> all() throws IOException {
        List<LockVerdict> verdicts = new ArrayList<>();
        for (LockConfig lock : index.study().locks()) {
            Optional<GateReport> report = judged(lock, index.seeds());
            if (report.isPresent()) {
                verdicts.add(new LockVerdict(lock.called(), report.get(), bySeed(lock, report.get())));
            }
        }
        return verdicts;
    }

    private TreeMap<Long, GateReport> bySeed(LockConfig lock, GateReport ofAll) throws IOException {
        TreeMap<Long, GateReport> reports = new TreeMap<>();
        if (index.seeds().size() == 1) {
            reports.put(index.seeds().getFirst(), ofAll);
            return reports;
        }
        for (long seed : index.seeds()) {
            judged(lock, List.of(seed)).ifPresent(report -> reports.put(seed, report));
        }
        return reports;
    }

    private Optional<GateReport> judged(LockConfig lock, List<Long> seeds) throws IOException {
        try {
            return judge.judge(lock, seeds);
        } catch (IOException e) {
            throw UnreadableRunException.ofSomeRun(e);
        }
    }

    private Optional<RunFolder> folder(RunLabels wanted) {
        return finished.stream()
                .filter(run -> isCalled(run.plan().labels(), wanted))
                .findFirst()
                .map(run -> new RunFolder(run.folder(), run.plan().key()));
    }

    private static boolean isCalled(Labels labels, RunLabels wanted) {
        return switch (wanted) {
            case RunLabels.Policy policy ->
                labels.equals(new Labels.Policy(policy.seed(), policy.role().toString(), policy.lock()));
            case RunLabels.Locked locked ->
                labels instanceof Labels.Lock lock
                        && lock.seed() == locked.seed()
                        && lock.control().isEmpty()
                        && lock.lock().equals(locked.lock().called());
            case RunLabels.Samples samples -> false;
            case RunLabels.PasswordPrompted prompted -> false;
            case RunLabels.Given given -> false;
            case RunLabels.Unlocked unlocked -> false;
        };
    }
}
