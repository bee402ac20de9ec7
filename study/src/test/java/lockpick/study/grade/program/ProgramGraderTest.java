package lockpick.study.grade.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lockpick.study.grade.Grade;
import lockpick.study.grade.Verdict;
import lockpick.study.grade.program.ProgramGrader.Reward;
import lockpick.study.grade.program.ProgramTests.Assertions;
import lockpick.study.grade.program.ProgramTests.Calls;
import lockpick.study.grade.program.ProgramTests.InputOutput;
import lockpick.study.sandbox.IsolationException;
import lockpick.study.sandbox.Tools;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Programs get the grade that their tests say, with a reason that tells which of them failed and how. */
class ProgramGraderTest {

    private static final String ADD =
            "#include <iostream>\nint main() { int a, b; std::cin >> a >> b; std::cout << %s; }";
    private static final InputOutput SUMS = inputOutput("1 2\n", "3\n", "2 2\n", "4\n", "5 6\n", "11\n");

    private static Path cache;
    private static ProgramGrader grader;

    @BeforeAll
    static void open() throws IOException {
        cache = WarmCache.withoutGrades();
        grader = ProgramGrader.open(cache, ProgramLimits.PAPER, Reward.CORRECTNESS, 2);
    }

    @AfterAll
    static void close() {
        grader.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a + b|CORRECT|3 tests passed",
                "a + b << \" \"|CORRECT|3 tests passed",
                "a * b|INCORRECT|test 1: wrong output '2', expected '3'",
                "3|INCORRECT|test 2: wrong output '3', expected '4'",
                "a / (b - 6)|INCORRECT|test 1: wrong output '0', expected '3'",
                "(a == 2 ? a / (b - 2) : a + b)|INCORRECT|test 2: ended by an arithmetic error",
            })
    void cppProgramsReadInputAndWriteOutput(String sum, Verdict verdict, String reason) throws IOException {
        Grade grade = grade(new ProgramCandidate(new Program.Cpp(ADD.formatted(sum)), SUMS));
        assertThat(grade.reason()).isEqualTo(reason);
        assertThat(grade.verdict()).isEqualTo(verdict);
        assertThat(grade.reward()).isEqualTo(verdict == Verdict.CORRECT ? 1 : 0);
    }

    @Test
    void aProgramThatDoesNotCompileIsIncorrect() throws IOException {
        Grade grade = grade(new ProgramCandidate(new Program.Cpp(ADD.formatted("a + c")), SUMS));
        assertThat(grade.reason()).startsWith("does not compile: <stdin>:2:");
        assertThat(grade.verdict()).isEqualTo(Verdict.INCORRECT);
        assertThat(grade.reward()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "print(sum(map(int, input().split())))|CORRECT|3 tests passed",
                "print(3)|INCORRECT|test 2: wrong output '3', expected '4'",
                "print(undefined)|INCORRECT|test 1: exit code 1: NameError: name 'undefined' is not defined",
                "print(3) or exit(2)|INCORRECT|test 1: exit code 2",
                "print(|INCORRECT|test 1: exit code 1: SyntaxError: '(' was never closed",
                "while True: pass|INCORRECT|test 1: not done after 0.5 s of CPU time",
                "open('x', 'w')|INCORRECT|test 1: tried to write a file",
                "import math, random, re, collections; print(3)|INCORRECT|test 2: wrong output '3', expected '4'",
            })
    void pythonProgramsReadInputAndWriteOutput(String source, Verdict verdict, String reason) throws IOException {
        Grade grade = grade(new ProgramCandidate(new Program.Python(source), SUMS));
        assertThat(grade.reason()).isEqualTo(reason);
        assertThat(grade.verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "def add(a, b): return a + b|CORRECT|2 tests passed",
                "class Solution:\\n    def add(self, a: int, b: List[int]): return a + b|CORRECT|2 tests passed",
                "def add(a, b): return (a + b) if type(a) is int else tuple(a + b)|CORRECT|2 tests passed",
                "def add(a, b): print('talk'); return a + b|CORRECT|2 tests passed",
                "def add(a, b): return [a + b]|INCORRECT|test 2: wrong output '[[1, 2]]', expected '[1,2]'",
                "def add(a, b): return 3|INCORRECT|test 2: wrong output '3', expected '[1,2]'",
                "def add(a, b): return {a + b}|INCORRECT|test 1: exit code 1: the result is no JSON: Object of type set is not JSON serializable",
                "def add(a, b): pass|INCORRECT|test 1: wrong output 'null', expected '3'",
                "def sub(a, b): return 3|INCORRECT|test 1: exit code 1: there is no function add",
            })
    void pythonFunctionsAreCalled(String source, Verdict verdict, String reason) throws IOException {
        var three = List.of(json("3"), json("[3]")); // as APPS leaves open
        var calls = new Calls(
                "add",
                List.of(
                        new Calls.Call(List.of(json("1"), json("2")), three),
                        new Calls.Call(List.of(json("[1]"), json("[2]")), List.of(json("[1, 2]")))));
        Grade grade = grade(new ProgramCandidate(new Program.Python(source.replace("\\n", "\n")), calls));
        assertThat(grade.reason()).isEqualTo(reason);
        assertThat(grade.verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "def f(x): return 2 * x|CORRECT|2 tests passed",
                "def f(x): return 4|INCORRECT|test 2: 'assert f(3) == 6' ends with AssertionError",
                "def f(x): return x.y|INCORRECT|test 1: 'assert f(2) == 4' ends with AttributeError: 'int' object has no attribute 'y'",
                "def g(x): return 4|INCORRECT|test 1: 'assert f(2) == 4' ends with NameError: name 'f' is not defined",
                "def f(x) return 4|INCORRECT|test 1: the program itself ends with SyntaxError: expected ':' (program.py, line 1)",
                "def f(x):\\r\\n    return 2 * x\\r\\n|CORRECT|2 tests passed",
                "def f(x): return 2 * x\\nif __name__ == '__main__': input()|CORRECT|2 tests passed",
                "''|INCORRECT|test 1: 'assert f(2) == 4' ends with NameError: name 'f' is not defined",
            })
    void pythonAssertionsFollowTheProgram(String source, Verdict verdict, String reason) throws IOException {
        var tests = new Assertions(List.of("assert f(2) == 4", "assert f(3) == 6"));
        String program = source.replace("\\n", "\n").replace("\\r", "\r");
        Grade grade = grade(new ProgramCandidate(new Program.Python(program), tests));
        assertThat(grade.reason()).isEqualTo(reason);
        assertThat(grade.verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "int f(int x) { return 2 * x; }|CORRECT|1 test passed",
                "int f(int x) { return 4; }|INCORRECT|test 1: ended by an abort: what():  no",
                "int f(int x) { for (;;) std::cout << 1; }|INCORRECT|test 1: not done after 3 s of CPU time",
            })
    void cppAssertionsFollowTheProgram(String source, Verdict verdict, String reason) throws IOException {
        var tests = new Assertions(List.of("int main() { if (f(3) != 6) throw std::runtime_error(\"no\"); }"));
        var program = new Program.Cpp("#include <bits/stdc++.h>\n" + source);
        Grade grade = grade(new ProgramCandidate(program, tests));
        assertThat(grade.reason()).isEqualTo(reason);
        assertThat(grade.verdict()).isEqualTo(verdict);
    }

    /** {@code count} clashes with the one of {@code <algorithm>}, which the program did not ask for. */
    @Test
    void aProgramMayUseNamesOfHeadersThatItDidNotInclude() throws IOException {
        String source = "#include <cstdio>\nnamespace std {} using namespace std;\nint count = 3;\n"
                + "int main() { printf(\"%d\", count); }";
        assertThat(grade(new ProgramCandidate(new Program.Cpp(source), inputOutput("", "3")))
                        .isCorrect())
                .isTrue();
    }

    @Test
    void theShareOfPassedTestsIsTheRewardWhereAskedFor() throws IOException {
        try (var shares = ProgramGrader.open(cache, ProgramLimits.PAPER, Reward.SHARE_OF_TESTS, 1)) {
            var threes = new ProgramCandidate(new Program.Python("print(3)"), SUMS);
            assertThat(shares.grade(List.of(threes)).getFirst().reward()).isEqualTo(1.0 / 3);
            assertThat(grade(threes).reward()).isZero();
        }
    }

    @Test
    void gradesComeInTheOrderOfTheCandidates() throws IOException {
        List<ProgramCandidate> candidates = IntStream.range(0, 24)
                .mapToObj(i -> new ProgramCandidate(
                        new Program.Python("print(" + i % 12 + ")"),
                        inputOutput("", String.valueOf(i % 12 / 6 * i % 12))))
                .toList();
        List<Boolean> expected = IntStream.range(0, 24)
                .mapToObj(i -> String.valueOf(i % 12).equals(String.valueOf(i % 12 / 6 * i % 12)))
                .toList();
        assertThat(grader.grade(candidates)).extracting(Grade::isCorrect).isEqualTo(expected);
    }

    /** A program whose output changes with each run keeps its first grade. */
    @Test
    void aGradeIsKept(@TempDir Path folder) throws IOException {
        var random = new ProgramCandidate(
                new Program.Python("import os; print(os.urandom(8).hex())"), inputOutput("", "none"));
        Grade first;
        try (var one = ProgramGrader.open(folder, ProgramLimits.PAPER, Reward.CORRECTNESS, 1)) {
            first = one.grade(List.of(random)).getFirst();
            assertThat(one.grade(List.of(random, random))).isEqualTo(Collections.nCopies(2, first));
        }
        try (var two = ProgramGrader.open(folder, ProgramLimits.PAPER, Reward.CORRECTNESS, 1)) {
            assertThat(two.grade(List.of(random))).containsExactly(first);
        }
        try (Stream<Path> files = Files.walk(folder.resolve("grades"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.writeString(file, "broken");
            }
        }
        try (var three = ProgramGrader.open(folder, ProgramLimits.PAPER, Reward.CORRECTNESS, 1)) {
            assertThat(three.grade(List.of(random)).getFirst()).isNotEqualTo(first);
        }
    }

    /** It computes a quarter of the time: the first two tries end while it still does. */
    @Test
    void aProgramThatIsKeptWaitingIsTriedForLonger() throws IOException {
        var slow = new Program.Python("""
                import time
                while True:
                    until = time.process_time() + 0.01
                    while time.process_time() < until: pass
                    time.sleep(0.03)
                """);
        var limits = new ProgramLimits(300, 3_000, 1, 512L << 20, 10_000, 1536L << 20);
        try (var impatient = ProgramGrader.open(cache, limits, Reward.CORRECTNESS, 1)) {
            assertThat(impatient.grade(List.of(new ProgramCandidate(slow, SUMS))))
                    .containsExactly(Grade.incorrect("test 1: not done after 0.3 s of CPU time"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a + b", "a * b"})
    void gccServesWhereThereIsNoClang(String sum) throws IOException {
        Tools gcc = Tools.ofSystem().without("clang++", "ld.lld");
        try (var grader = ProgramGrader.open(cache, ProgramLimits.PAPER, Reward.CORRECTNESS, 1, gcc)) {
            var program = new ProgramCandidate(new Program.Cpp(ADD.formatted(sum)), SUMS);
            var function = new ProgramCandidate(
                    new Program.Cpp("#include <bits/stdc++.h>\nint add(int a, int b) { return " + sum + "; }"),
                    new Assertions(List.of("int main() { if (add(1, 2) != 3) throw std::logic_error(\"no\"); }")));
            assertThat(grader.grade(List.of(program, function)))
                    .extracting(Grade::isCorrect)
                    .containsOnly(sum.equals("a + b"));
        }
    }

    @Test
    void aMissingInterpreterIsNoGrade() throws IOException {
        Tools nothing = Tools.ofSystem().without("python3", "clang++", "g++");
        try (var poor = ProgramGrader.open(cache, ProgramLimits.PAPER, Reward.CORRECTNESS, 1, nothing)) {
            assertThatThrownBy(() -> poor.grade(List.of(new ProgramCandidate(new Program.Python(""), SUMS))))
                    .isInstanceOf(IsolationException.class)
                    .hasMessageContaining("there is no python3 in /usr/bin")
                    .hasMessageContaining(IsolationException.INSTALL);
            assertThatThrownBy(() -> poor.grade(List.of(new ProgramCandidate(new Program.Cpp(""), SUMS))))
                    .isInstanceOf(IsolationException.class)
                    .hasMessageContaining("there is no clang++, g++ in /usr/bin");
        }
    }

    @Test
    void testsByCallsAreForPythonOnly() {
        var calls = new Calls("f", List.of(new Calls.Call(List.of(), List.of(json("1")))));
        assertThatThrownBy(() -> new ProgramCandidate(new Program.Cpp(""), calls))
                .hasMessageContaining("tests by calls are for Python programs");
        assertThatThrownBy(() -> new InputOutput(List.of())).hasMessageContaining("there are no tests");
    }

    private static Grade grade(ProgramCandidate candidate) throws IOException {
        return grader.grade(List.of(candidate)).getFirst();
    }

    private static InputOutput inputOutput(String... inputsAndOutputs) {
        return new InputOutput(IntStream.range(0, inputsAndOutputs.length / 2)
                .mapToObj(i -> new InputOutput.Run(inputsAndOutputs[2 * i], inputsAndOutputs[2 * i + 1]))
                .toList());
    }

    private static JsonNode json(String text) {
        return PythonValues.of(text).orElseThrow();
    }
}
