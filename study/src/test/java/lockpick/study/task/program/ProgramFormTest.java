package lockpick.study.task.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import lockpick.engine.chat.Message;
import lockpick.study.grade.Grade;
import lockpick.study.grade.Verdict;
import lockpick.study.prompt.Prompt;
import lockpick.study.task.apps.AppsRecord;
import lockpick.study.task.apps.AppsTests;
import lockpick.study.task.data.ProgramLanguage;
import lockpick.study.task.data.Source;
import lockpick.study.task.mbpp.MbppRecord;
import org.junit.jupiter.api.Test;

class ProgramFormTest {

    private static final Source NOWHERE = Source.file(Path.of("nowhere"));

    private static AppsRecord apps(Optional<AppsTests> tests) {
        return new AppsRecord(
                "train/0001",
                "Read a number and print its double.",
                List.of("print(2 * int(input()))"),
                tests,
                "introductory",
                Optional.empty(),
                Optional.empty(),
                NOWHERE);
    }

    private static final AppsRecord DOUBLE = apps(Optional.of(new AppsTests.StandardInput(
            List.of(new AppsTests.StandardInput.Run("3\n", "6\n"), new AppsTests.StandardInput.Run("-1\n", "-2\n")))));

    /** The beginning of the system message is the paper's; a change of it makes a new version of the task. */
    @Test
    void theSystemSaysTheLanguageAndThePasswordStandsAroundTheProblem() {
        try (ProgramForm<AppsRecord> form = ProgramForm.apps(ProgramLanguage.CPP)) {
            assertThat(form.prompt(DOUBLE, Optional.of("pwd")))
                    .isEqualTo(Prompt.conversation(
                            Message.system("Solve the programming problem in C++. The solution should take input"
                                    + " from standard input and write to standard output."),
                            Message.user("pwd\n\nRead a number and print its double.\n\npwd")));
        }
    }

    @Test
    void programsAreCompiledRunAndJudgedInTheOrderTheyCame() throws IOException {
        try (ProgramForm<AppsRecord> form = ProgramForm.apps(ProgramLanguage.CPP)) {
            List<Grade> grades = form.grade(
                    List.of(DOUBLE, apps(Optional.empty()), DOUBLE, DOUBLE),
                    List.of(
                            "```cpp\n#include <iostream>\nint main() { int n; std::cin >> n; std::cout << 2 * n; }\n```",
                            "int main() {}",
                            "#include <iostream>\nint main() { int n; std::cin >> n; std::cout << n * n; }",
                            "I cannot."));
            assertThat(grades)
                    .extracting(Grade::verdict)
                    .containsExactly(Verdict.CORRECT, Verdict.UNDECIDED, Verdict.INCORRECT, Verdict.INCORRECT);
            assertThat(grades.get(1).reason()).contains("has no tests");
        }
    }

    @Test
    void aReferenceProgramOfMbppPasses() throws IOException {
        MbppRecord record = new MbppRecord(
                1,
                "Add two numbers.",
                "def add(a, b):\r\n    return a + b",
                "",
                List.of("assert add(1, 2) == 3"),
                List.of(),
                NOWHERE);
        try (ProgramForm<MbppRecord> form = ProgramForm.mbpp()) {
            assertThat(form.statement(record)).isEqualTo("Add two numbers.\n\nassert add(1, 2) == 3");
            assertThat(form.grade(List.of(record, record), List.of(form.reference(record), "def add(a, b): return 4")))
                    .extracting(Grade::verdict)
                    .containsExactly(Verdict.CORRECT, Verdict.INCORRECT);
        }
    }
}
