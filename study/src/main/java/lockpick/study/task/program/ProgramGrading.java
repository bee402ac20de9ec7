package lockpick.study.task.program;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import lockpick.study.grade.Grade;
import lockpick.study.grade.program.ProgramCandidate;
import lockpick.study.grade.program.ProgramGrader;
import lockpick.study.grade.program.ProgramGrader.Reward;
import lockpick.study.grade.program.ProgramLimits;
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
     * Judges completions, one of each record.
     *
     * @throws lockpick.study.sandbox.IsolationException if programs cannot be isolated here
     */
    public List<Grade> grade(List<R> records, List<String> completions) throws IOException {
        Grade[] grades = new Grade[records.size()];
        List<Integer> places = new ArrayList<>();
        List<ProgramCandidate> candidates = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            try {
                candidates.add(candidate.apply(records.get(i), completions.get(i)));
                places.add(i);
            } catch (RefusedException e) {
                grades[i] = Grade.undecided(e.reason());
            }
        }
        List<Grade> judged = candidates.isEmpty() ? List.of() : opened().grade(candidates);
        for (int i = 0; i < judged.size(); i++) {
            grades[places.get(i)] = judged.get(i);
        }
        return List.of(grades);
    }

    private ProgramGrader opened() throws IOException {
        if (grader == null) {
            Path cache = UserCache.folder("programs");
            grader = ProgramGrader.open(
                    cache,
                    ProgramLimits.PAPER,
                    Reward.CORRECTNESS,
                    Runtime.getRuntime().availableProcessors());
        }
        return grader;
    }

    @Override
    public void close() {
        if (grader != null) {
            grader.close();
        }
    }
}
