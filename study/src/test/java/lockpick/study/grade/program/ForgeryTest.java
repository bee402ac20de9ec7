package lockpick.study.grade.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lockpick.study.grade.Grade;
import lockpick.study.grade.Verdict;
import lockpick.study.grade.program.ProgramGrader.Reward;
import lockpick.study.grade.program.ProgramTests.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Assertions, which run beside the program in one process, are not passed by leaving early or by redefining words. */
class ForgeryTest {

    private static final Assertions PYTHON =
            new Assertions(List.of("assert twice(2) == 4", "assert twice(3) == 6", "assert twice(0) == 0"));
    private static final Assertions CPP = new Assertions(List.of("""
            #undef NDEBUG
            #include <cassert>
            int main() {
                if (twice(2) != 4) __builtin_abort();
                assert(twice(3) == 6);
            }
            """));

    private static final Map<String, Grade> GRADES = new LinkedHashMap<>();

    @BeforeAll
    static void grade() throws IOException {
        try (var grader = ProgramGrader.open(WarmCache.withoutGrades(), ProgramLimits.PAPER, Reward.CORRECTNESS, 2)) {
            List<Grade> grades = grader.grade(
                    forgeries().stream().map(ForgeryTest::candidate).toList());
            for (int i = 0; i < grades.size(); i++) {
                GRADES.put(forgeries().get(i).toString(), grades.get(i));
            }
            assertThat(grader.grade(List.of(
                            new ProgramCandidate(new Program.Python("twice = lambda x: 2 * x"), PYTHON),
                            new ProgramCandidate(new Program.Cpp("int twice(int x) { return 2 * x; }"), CPP))))
                    .as("who does as asked passes")
                    .allMatch(Grade::isCorrect);
        }
    }

    static List<Section> forgeries() throws IOException {
        return Section.all("forgeries.txt");
    }

    private static ProgramCandidate candidate(Section section) {
        return section.head().getFirst().equals("C++")
                ? new ProgramCandidate(new Program.Cpp(section.body()), CPP)
                : new ProgramCandidate(new Program.Python(section.body()), PYTHON);
    }

    @ParameterizedTest
    @MethodSource("forgeries")
    void isIncorrect(Section forgery) {
        Grade grade = GRADES.get(forgery.toString());
        assertThat(grade.verdict()).as(grade.reason()).isEqualTo(Verdict.INCORRECT);
        assertThat(grade.reason()).startsWith(forgery.head().getLast());
    }
}
