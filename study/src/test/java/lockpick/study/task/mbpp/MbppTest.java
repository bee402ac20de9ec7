package lockpick.study.task.mbpp;

import static lockpick.study.task.data.Fixture.refusals;
import static lockpick.study.task.data.Fixture.write;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import lockpick.study.task.data.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MbppTest {

    @TempDir
    Path folder;

    @Test
    void theFirstEditionIsJsonLines() throws IOException {
        Path file = write(folder, "mbpp.jsonl", """
                {"text": "Add one.", "code": "def inc(x):\\r\\n\\treturn x + 1 \\r\\n", "task_id": 11, \
                "test_setup_code": "n = 2", "test_list": ["assert inc(1) == n"], "challenge_test_list": ["assert inc(-1) == 0"]}
                """);
        MbppRecord record = new Mbpp().load(file).records().getFirst();
        assertThat(record.id()).isEqualTo("mbpp/11");
        assertThat(record.part()).isEqualTo(Part.TEST);
        assertThat(record.statement()).isEqualTo("Add one.");
        assertThat(record.code()).isEqualTo("def inc(x):\r\n\treturn x + 1 \r\n");
        assertThat(record.setup()).isEqualTo("n = 2");
        assertThat(record.tests()).containsExactly("assert inc(1) == n");
        assertThat(record.challengeTests()).containsExactly("assert inc(-1) == 0");
        assertThat(record.function()).contains("inc");
    }

    @Test
    void theSanitizedEditionIsOneArray() throws IOException {
        Path file = write(folder, "sanitized-mbpp.json", """
                [{"source_file": "x", "task_id": 2, "prompt": "A", "code": "def a(): pass", \
                "test_imports": ["import math", "import re"], "test_list": ["assert a() is None"]}, \
                {"source_file": "x", "task_id": 602, "prompt": "B", "code": "def b(): pass", \
                "test_imports": [], "test_list": ["assert b() is None"]}]""");
        List<MbppRecord> records = new Mbpp().load(file).records();
        assertThat(records).extracting(MbppRecord::statement).containsExactly("A", "B");
        assertThat(records).extracting(MbppRecord::part).containsExactly(Part.DEV, Part.TRAIN);
        assertThat(records).extracting(MbppRecord::setup).containsExactly("import math\nimport re", "");
        assertThat(records.getLast().source()).hasToString(file + ":1 (element 2)");
    }

    @ParameterizedTest
    @CsvSource({
        "def helper(x): return x\\ndef test_sum(x): return helper(x), assert test_sum(1) == 1, test_sum",
        "def set(x): return x, assert set (2) == 2, set",
        "class Node: pass\\ndef height(n): return 0, assert height(Node(1)) == 0, height"
    })
    void theFunctionIsTheDefinedOneThatTheTestCalls(String code, String test, String function) {
        var record = new MbppRecord(1, "s", code.replace("\\n", "\n"), "", List.of(test), List.of(), null);
        assertThat(record.function()).contains(function);
    }

    @Test
    void everyBrokenRecordIsRefused() throws IOException {
        Path file = write(folder, "mbpp.jsonl", """
                {"text": "a", "code": "c", "task_id": "two", "test_setup_code": "", "test_list": ["t"]}
                {"text": "a", "code": "c", "task_id": 2, "test_setup_code": "", "test_list": []}
                {"text": "a", "code": "c", "task_id": 2, "test_setup_code": "", "test_list": [1]}
                {"prompt": "a", "code": "c", "task_id": 2, "test_setup_code": "", "test_list": ["t"]}
                """);
        assertThat(refusals(new Mbpp().load(file).refusals())).isEqualTo("""
                mbpp.jsonl:1: "task_id" is "two"; expected a whole number
                mbpp.jsonl:2: "test_list" is empty; expected at least one assert statement
                mbpp.jsonl:3: "test_list" is [1]; expected a list of texts
                mbpp.jsonl:4: "text" is missing; the record has [prompt, code, task_id, test_setup_code, test_list]""");
    }
}
