package lockpick.study.task.mbxp;

import static lockpick.study.task.data.Fixture.refusals;
import static lockpick.study.task.data.Fixture.write;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import lockpick.study.task.data.ProgramLanguage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MbxpTest {

    @TempDir
    Path folder;

    @Test
    void aProgramIsPromptCompletionAndTestAndSolutionsMayBeNull() throws IOException {
        Path file = write(folder, "mbcpp_release_v1.2.jsonl", """
                {"task_id": "MBCPP/2", "prompt": "int f() {", "entry_point": "f", "test": "int main() {}", "description": "F.", "language": "cpp", "canonical_solution": " return 1; }"}
                {"task_id": "MBPP/3", "prompt": "def f():", "entry_point": "f", "test": "assert f()", "description": "F.", "language": "python", "canonical_solution": null}
                {"task_id": "MBJP/3", "prompt": "", "entry_point": "f", "test": "", "description": "F.", "language": "java", "canonical_solution": null}
                {"task_id": "MBCPP/4", "prompt": "int f() {", "entry_point": "f", "test": null, "description": "F."}
                """);
        var loaded = new Mbxp().load(file);
        assertThat(loaded.records()).extracting(MbxpRecord::id).containsExactly("MBCPP/2", "MBPP/3");
        assertThat(loaded.records())
                .extracting(MbxpRecord::language)
                .containsExactly(ProgramLanguage.CPP, ProgramLanguage.PYTHON);
        assertThat(loaded.records())
                .extracting(MbxpRecord::solution)
                .containsExactly(Optional.of(" return 1; }"), Optional.empty());
        assertThat(refusals(loaded.refusals())).isEqualTo("""
                mbcpp_release_v1.2.jsonl:3: id 'MBJP/3' is of no known language; expected C++ or Python
                mbcpp_release_v1.2.jsonl:4: "test" is null""");
    }
}
