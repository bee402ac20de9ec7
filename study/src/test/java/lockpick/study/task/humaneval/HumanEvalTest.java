package lockpick.study.task.humaneval;

import static lockpick.study.task.data.Fixture.gzip;
import static lockpick.study.task.data.Fixture.refusals;
import static lockpick.study.task.data.Fixture.write;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import lockpick.study.task.data.ProgramLanguage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HumanEvalTest {

    private static final String PYTHON = """
            {"task_id": "HumanEval/0", "prompt": "def f(x):\\n", "entry_point": "f", "canonical_solution": "    return x\\n", "test": "def check(f): assert f(1) == 1"}
            """;
    private static final String CPP = """
            {"task_id": "CPP/0", "prompt": "/* x */ int f(int x) {", "declaration": "int f(int x) {", \
            "canonical_solution": " return x; }", "test": "int main() { assert(f(1) == 1); }", "example_test": ""}
            """;

    @TempDir
    Path folder;

    @Test
    void pythonIsReadPackedOrNot() throws IOException {
        var plain = new HumanEval().load(write(folder, "HumanEval.jsonl", PYTHON));
        var packed = new HumanEval().load(write(folder, "HumanEval.jsonl.gz", gzip(PYTHON)));
        assertThat(packed.records())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("source")
                .isEqualTo(plain.records());
        HumanEvalRecord record = plain.records().getFirst();
        assertThat(record.id()).isEqualTo("HumanEval/0");
        assertThat(record.language()).isEqualTo(ProgramLanguage.PYTHON);
        assertThat(record.function()).contains("f");
        assertThat(record.declaration()).isEmpty();
    }

    @Test
    void cppHasADeclarationAndNoName() throws IOException {
        HumanEvalRecord record =
                new HumanEval().load(write(folder, "cpp.jsonl", CPP)).records().getFirst();
        assertThat(record.language()).isEqualTo(ProgramLanguage.CPP);
        assertThat(record.declaration()).contains("int f(int x) {");
        assertThat(record.function()).isEmpty();
        assertThat(record.buggy()).isEmpty();
    }

    @Test
    void thePackAddsABuggySolution() throws IOException {
        String pack = CPP.replace("\"example_test\"", """
                "buggy_solution": " return -x; }", "bug_type": "value misuse", "failure_symptoms": "incorrect output", "example_test\"""");
        assertThat(new HumanEval()
                        .load(write(folder, "pack.jsonl", pack))
                        .records()
                        .getFirst()
                        .buggy())
                .contains(new BuggySolution(" return -x; }", "value misuse", "incorrect output"));
        String untold = pack.replace("bug_type", "bug_sort");
        assertThat(refusals(new HumanEval()
                        .load(write(folder, "pack.jsonl", untold))
                        .refusals()))
                .startsWith("pack.jsonl:1: \"bug_type\" is missing");
    }

    @Test
    void otherLanguagesAreRefused() throws IOException {
        Path file = write(folder, "go.jsonl", CPP.replace("CPP/0", "Go/0"));
        assertThat(refusals(new HumanEval().load(file).refusals()))
                .isEqualTo("go.jsonl:1: id 'Go/0' is of no known language; expected C++ or Python");
    }
}
