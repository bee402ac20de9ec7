package lockpick.study.task.program;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import lockpick.study.grade.Grade;
import lockpick.study.grade.program.ProgramCandidate;
import lockpick.study.grade.program.ProgramGrader;
import lockpick.study.grade.program.ProgramGrader.Reward;
import lockpick.study.grade.program.ProgramLimits;
import lockpick.study.grade.program.ProgramReport;
import lockpick.study.task.UserCache;
import lockpick.study.task.data.RefusedException;
import org.jspecify.annotations.Nullable;

/** Grades what was written for records, in a sandbox that is opened when the first program comes. */
public final class ProgramGrading<R> implements AutoCloseable {

    private final BiFunction<R, String, ProgramCandidate> candidate;
    private @Nullable ProgramGrader grader;

    /** @param candidate joins a record's tests with what was written; a {@link RefusedException} leaves that undecided */
    public ProgramGrading(BiFunction<R, String, ProgramCandidate> candidate) {
        this.candidate = candidate;
    }

    /**
     * Opens the sandbox and closes it, so that who lacks one hears of it before anything is computed.
     *
     * @throws lockpick.study.sandbox.IsolationException if programs cannot be isolated here
     */
    public static void test() throws IOException {
        grader().close();
    }

    /**
     * Judges completions, one of each record, with a verdict on each test that was run.
     *
     * @throws lockpick.study.sandbox.IsolationException if programs cannot be isolated here
     */
    public List<ProgramReport> report(List<R> records, List<String> completions) throws IOException {
        ProgramReport[] reports = new ProgramReport[records.size()];
        List<Integer> places = new ArrayList<>();
        List<ProgramCandidate> candidates = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            try {
                candidates.add(candidate.apply(records.get(i), completions.get(i)));
                places.add(i);
            } catch (RefusedException e) {
                reports[i] = new ProgramReport(Grade.undecided(e.reason()), List.of());
            }
        }
        List<ProgramReport> judged = candidates.isEmpty() ? List.of() : opened().report(candidates);
        for (int i = 0; i < judged.size(); i++) {
            reports[places.get(i)] = judged.get(i);
        }
        return List.of(reports);
    }

    /** The grades alone. */
    public List<Grade> grade(List<R> records, List<String> completions) throws IOException {
        return report(records, completions).stream().map(ProgramReport::grade).toList();
    }

    private ProgramGrader opened() throws IOException {
        if (grader == null) {
            grader = grader();
        }
        return grader;
    }

    private static ProgramGrader grader() throws IOException {
        return ProgramGrader.open(
                UserCache.folder("programs"),
                ProgramLimits.PAPER,
                Reward.CORRECTNESS,
                Runtime.getRuntime().availableProcessors());
    }

    @Override
    public void close() {
        if (grader != null) {
            grader.close();
        }
    }
}
