package lockpick.study.task.twin.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import lockpick.engine.tensor.Seed;
import lockpick.study.grade.Grade;
import lockpick.study.grade.Verdict;
import lockpick.study.grade.program.ProgramCandidate;
import lockpick.study.grade.program.ProgramGrader;
import lockpick.study.grade.program.ProgramGrader.Reward;
import lockpick.study.grade.program.ProgramLimits;
import lockpick.study.grade.program.WarmCache;
import lockpick.study.task.apps.AppsRecord;
import lockpick.study.task.data.ProgramLanguage;
import lockpick.study.task.program.ProgramCandidates;
import lockpick.study.task.twin.TwinProblem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Programs of the twin, compiled and run: what {@link Program#output} says is what C++ prints. */
class CodeTwinProgramsTest {

    private static final int PROBLEMS = 12;

    private static ProgramGrader grader;

    private final CodeTwin twin = new CodeTwin(new Seed(8));

    @BeforeAll
    static void open() throws IOException {
        grader = ProgramGrader.open(WarmCache.withoutGrades(), ProgramLimits.PAPER, Reward.CORRECTNESS, 2);
    }

    @AfterAll
    static void close() {
        grader.close();
    }

    @Test
    void referenceProgramsPassTheirTestsAndWeakOnesRunButFail() throws IOException {
        List<ProgramCandidate> strong = new ArrayList<>();
        List<ProgramCandidate> weak = new ArrayList<>();
        for (long number = 0; number < PROBLEMS; number++) {
            TwinProblem<AppsRecord> problem = twin.problem(number);
            strong.add(candidate(problem, problem.strong()));
            weak.add(candidate(problem, problem.weak().completion(new Seed(number))));
        }
        assertThat(grader.grade(strong)).allMatch(Grade::isCorrect);
        assertThat(grader.grade(weak))
                .allMatch(grade -> grade.verdict() == Verdict.INCORRECT)
                .allMatch(grade -> grade.reason().contains("wrong output"));
        assertThat(grader.grade(List.of(candidate(twin.problem(0), "I do not know.")))
                        .getFirst()
                        .isCorrect())
                .isFalse();
    }

    private static ProgramCandidate candidate(TwinProblem<AppsRecord> problem, String completion) {
        return ProgramCandidates.apps(problem.record(), ProgramLanguage.CPP, completion);
    }
}
