package lockpick.study.task.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import lockpick.study.grade.Grade;
import lockpick.study.grade.program.ProgramCandidate;
import lockpick.study.grade.program.ProgramGrader;
import lockpick.study.grade.program.ProgramGrader.Reward;
import lockpick.study.grade.program.ProgramLimits;
import lockpick.study.grade.program.ProgramTests.InputOutput;
import lockpick.study.grade.program.WarmCache;
import lockpick.study.task.apps.AppsRecord;
import lockpick.study.task.apps.AppsTests;
import lockpick.study.task.data.Json;
import lockpick.study.task.data.ProgramLanguage;
import lockpick.study.task.data.RefusedException;
import lockpick.study.task.data.Source;
import lockpick.study.task.humaneval.HumanEvalRecord;
import lockpick.study.task.mbpp.MbppRecord;
import lockpick.study.task.mbxp.MbxpRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each kind of record knows how its completions are tested: a right one passes, a wrong one does not. */
class ProgramCandidatesTest {

    private static final Source SOURCE = Source.file(Path.of("problems.jsonl"));
    private static final String CPP_TEST =
            "\n#undef NDEBUG\n#include <assert.h>\nint main() { assert(twice(2) == 4); }\n";
    private static final String PYTHON_TEST =
            "\n\nMETADATA = {}\n\n\ndef check(candidate):\n    assert candidate(2) == 4\n";

    private static Path cache;

    @BeforeAll
    static void warm() throws IOException {
        cache = WarmCache.withoutGrades();
    }

    @Test
    void programsReadInputAndWriteOutput() throws IOException {
        var runs = List.of(new InputOutput.Run("2", "4"), new InputOutput.Run("3", "6.0"));
        String program = "```cpp\n#include <iostream>\nint main() { int x; std::cin >> x; std::cout << x * 2; }\n```";
        passes(ProgramCandidates.cpp(runs, program));
        fails(ProgramCandidates.cpp(runs, program.replace("2;", "3;")));
    }

    @Test
    void appsIsTestedByRunsAndByCalls() throws IOException {
        var runs =
                apps(Optional.of(new AppsTests.StandardInput(List.of(new AppsTests.StandardInput.Run("2\n", "4\n")))));
        passes(ProgramCandidates.apps(runs, ProgramLanguage.PYTHON, "print(2 * int(input()))"));
        fails(ProgramCandidates.apps(runs, ProgramLanguage.PYTHON, "print(input())"));
        passes(ProgramCandidates.apps(runs, ProgramLanguage.CPP, "#include <cstdio>\nint main() { puts(\"4\"); }"));

        var call = new AppsTests.Calls.Call(List.of(Json.of("[2]")), Json.of("[[4]]"));
        var calls = apps(Optional.of(new AppsTests.Calls("twice", List.of(call))));
        String solution =
                "class Solution:\n    def twice(self, x: List[int]) -> List[int]:\n        return [2 * x[0]]\n";
        passes(ProgramCandidates.apps(calls, ProgramLanguage.PYTHON, solution));
        fails(ProgramCandidates.apps(calls, ProgramLanguage.PYTHON, solution.replace("2 *", "3 *")));
    }

    @Test
    void appsWithoutTestsIsRefused() {
        assertThatThrownBy(() -> ProgramCandidates.apps(apps(Optional.empty()), ProgramLanguage.PYTHON, ""))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("train/0001 has no tests");
        var calls =
                apps(Optional.of(new AppsTests.Calls("f", List.of(new AppsTests.Calls.Call(List.of(), Json.of("1"))))));
        assertThatThrownBy(() -> ProgramCandidates.apps(calls, ProgramLanguage.CPP, ""))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("expected Python");
    }

    @Test
    void mbppIsTestedByItsAssertions() throws IOException {
        var problem = new MbppRecord(
                7,
                "Write a function to double.",
                "def twice(x):\r\n    return 2 * x",
                "two = 2",
                List.of("assert twice(two) == 4", "assert twice(0) == 0"),
                List.of(),
                SOURCE);
        passes(ProgramCandidates.mbpp(problem, problem.code()));
        fails(ProgramCandidates.mbpp(problem, "def twice(x): return 4"));
    }

    @Test
    void humanEvalIsTestedInBothLanguages() throws IOException {
        var python =
                humanEval("HumanEval/0", ProgramLanguage.PYTHON, "def twice(x):\n", Optional.of("twice"), PYTHON_TEST);
        passes(ProgramCandidates.humanEval(python, "    return 2 * x\n"));
        fails(ProgramCandidates.humanEval(python, "    return 3 * x\n"));
        fails(ProgramCandidates.humanEval(python, ""));

        var called = humanEval(
                "Python/0",
                ProgramLanguage.PYTHON,
                "def twice(x):\n",
                Optional.of("twice"),
                PYTHON_TEST + "\ncheck(twice)");
        passes(ProgramCandidates.humanEval(called, "    return 2 * x\n"));
        fails(ProgramCandidates.humanEval(called, "    return 3 * x\n"));

        var cpp = humanEval(
                "CPP/0", ProgramLanguage.CPP, "#include <string>\nint twice(int x){\n", Optional.empty(), CPP_TEST);
        passes(ProgramCandidates.humanEval(cpp, "    return 2 * x;\n}\n"));
        passes(ProgramCandidates.humanEval(cpp, "int twice(int x) {\n    return 2 * x;\n}\n"));
        fails(ProgramCandidates.humanEval(cpp, "    return 3 * x;\n}\n"));
        fails(ProgramCandidates.humanEval(cpp, ""));
    }

    /** The tests of a function called check define another check. */
    @Test
    void mbxpIsTestedInBothLanguages() throws IOException {
        var python = mbxp(
                "MBPP/1", ProgramLanguage.PYTHON, "\n\ndef check(x):\n\t\"\"\"Double.\"\"\"\n", "check", PYTHON_TEST);
        passes(ProgramCandidates.mbxp(python, "\treturn 2 * x"));
        fails(ProgramCandidates.mbxp(python, "\treturn 3 * x"));

        String prompt = "#include <bits/stdc++.h>\nusing namespace std;\n/** twice(2) is 4 */\nint twice(int x) {\n";
        var cpp = mbxp("MBCPP/1", ProgramLanguage.CPP, prompt, "twice", CPP_TEST);
        passes(ProgramCandidates.mbxp(cpp, "    return 2 * x;\n}"));
        fails(ProgramCandidates.mbxp(cpp, "    return 3 * x;\n}"));
    }

    private void passes(ProgramCandidate candidate) throws IOException {
        Grade grade = grade(candidate);
        assertThat(grade.isCorrect()).as(grade.reason()).isTrue();
    }

    private void fails(ProgramCandidate candidate) throws IOException {
        Grade grade = grade(candidate);
        assertThat(grade.isCorrect()).as(grade.reason()).isFalse();
    }

    private Grade grade(ProgramCandidate candidate) throws IOException {
        try (var grader = ProgramGrader.open(cache, ProgramLimits.PAPER, Reward.CORRECTNESS, 1)) {
            return grader.grade(List.of(candidate)).getFirst();
        }
    }

    private static AppsRecord apps(Optional<AppsTests> tests) {
        return new AppsRecord(
                "train/0001", "Double.", List.of(), tests, "interview", Optional.empty(), Optional.empty(), SOURCE);
    }

    private static HumanEvalRecord humanEval(
            String id, ProgramLanguage language, String prompt, Optional<String> function, String test) {
        return new HumanEvalRecord(
                id, language, prompt, Optional.empty(), function, "", test, Optional.empty(), SOURCE);
    }

    private static MbxpRecord mbxp(String id, ProgramLanguage language, String prompt, String function, String test) {
        return new MbxpRecord(id, language, "Double.", prompt, function, test, Optional.empty(), SOURCE);
    }
}
