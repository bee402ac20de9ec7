package lockpick.study.task.twin.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import lockpick.engine.tensor.Seed;
import lockpick.study.task.apps.AppsTests.StandardInput;
import org.junit.jupiter.api.Test;

class CodeTwinTest {

    private final CodeTwin twin = new CodeTwin(new Seed(0));

    private Stream<CodeProblem> problems(int count) {
        return LongStream.range(0, count).mapToObj(twin::drawn);
    }

    /** Numbers 3 4 8, s starts at 0: 4 · 4 + 8 · 8 = 80, 80 + 3 = 83. */
    @Test
    void aProgramSaysInWordsInCppAndByItselfWhatItDoes() {
        Program program = ListProgram.of(
                ListProgram.Aggregate.SUM,
                new Filter(Filter.Rule.EVEN, 0),
                new Change(Change.Rule.SQUARE, 0),
                new Change(Change.Rule.PLUS, 3));
        assertThat(program.english()).isEqualTo("the sum of the squares of the even numbers, plus 3");
        assertThat(program.input(List.of(3, 4, 8))).isEqualTo("3\n3 4 8\n");
        assertThat(program.output(List.of(3, 4, 8))).isEqualTo(83);
        assertThat(program.cpp()).isEqualTo("""
                #include <iostream>
                using namespace std;
                int main() {
                int n, x, s = 0;
                cin >> n;
                while (n--) {
                cin >> x;
                if (x % 2 == 0) s += x * x;
                }
                cout << s + 3;
                }
                """);
    }

    @Test
    void everyBugOfAProblemFailsOneOfItsTests() {
        problems(500).forEach(problem -> {
            assertThat(problem.bugs()).isNotEmpty();
            for (Bug bug : problem.bugs()) {
                assertThat(problem.inputs())
                        .as(problem.question() + bug.explanation())
                        .anyMatch(numbers ->
                                bug.program().output(numbers) != problem.right().output(numbers));
                assertThat(bug.program().cpp()).isNotEqualTo(problem.right().cpp());
            }
        });
    }

    /** Some bugs change nothing, such as a start of 0 for the largest of numbers greater than 5. */
    @Test
    void mostBugsAreFound() {
        double all = problems(500).mapToInt(it -> it.right().bugs().size()).sum();
        double found = problems(500).mapToInt(it -> it.bugs().size()).sum();
        assertThat(found / all).isBetween(0.9, 1.0);
    }

    @Test
    void testsAskForAResultAndAreThreeToSix() {
        problems(200).forEach(problem -> {
            StandardInput tests = problem.tests();
            assertThat(tests.runs()).hasSizeBetween(3, 6);
            assertThat(problem.inputs()).allMatch(problem.right()::hasResult);
            assertThat(tests.runs()).allMatch(run -> run.output().matches("-?\\d+\n"));
        });
    }

    @Test
    void theSameQuestionAlwaysHasTheSameProgram() {
        Map<String, String> programs = new HashMap<>();
        problems(3_000).forEach(problem -> {
            String program = problem.right().cpp();
            assertThat(programs.putIfAbsent(problem.question(), program)).isIn(null, program);
        });
    }

    @Test
    void bothDifficultiesAndAllKindsOfProgramsOccur() {
        Set<Object> kinds = new HashSet<>();
        Map<Boolean, Integer> hard = new HashMap<>();
        problems(500).forEach(problem -> {
            hard.merge(problem.difficulty() >= 2, 1, Integer::sum);
            switch (problem.right()) {
                case ListProgram list ->
                    kinds.addAll(List.of(
                            list.aggregate(),
                            list.filter().rule(),
                            "each " + list.each().rule()));
                case PairProgram pair -> kinds.add(pair.operation());
            }
        });
        assertThat(hard.values()).allMatch(times -> times > 100);
        assertThat(kinds).hasSize(4 + 6 + 3 + 5); // aggregates, filters, changes of each, operations
    }
}
