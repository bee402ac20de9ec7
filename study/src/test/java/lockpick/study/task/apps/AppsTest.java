package lockpick.study.task.apps;

import static lockpick.study.task.data.Fixture.refusals;
import static lockpick.study.task.data.Fixture.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lockpick.study.task.apps.AppsTests.Calls;
import lockpick.study.task.apps.AppsTests.StandardInput;
import lockpick.study.task.data.Json;
import lockpick.study.task.data.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AppsTest {

    private static final String METADATA = "{\"difficulty\": \"interview\", \"url\": \"https://example.org/1\"}";

    @TempDir
    Path folder;

    @Test
    void aFolderOfFilesIsAProblem() throws IOException {
        write(folder, "APPS/train/0042/question.txt", "Add.\n");
        write(folder, "APPS/train/0042/metadata.json", METADATA);
        write(folder, "APPS/train/0042/solutions.json", "[\"print(1)\", \"print(2)\"]");
        write(
                folder,
                "APPS/train/0042/input_output.json",
                "{\n  \"inputs\": [\"1\\n\", \"2\"],\n  \"outputs\": [\"1\", \"2\\n\"]\n}");
        write(folder, "APPS/train/0042/gen_solutions.json", "not ours, not read");
        write(folder, "APPS/test/0007/question.txt", "Call.");
        write(folder, "APPS/test/0007/metadata.json", METADATA);
        write(folder, "APPS/test/0007/starter_code.py", "def f(x):");
        write(
                folder,
                "APPS/test/0007/input_output.json",
                "{\"fn_name\": \"f\", \"inputs\": [[[1, 2], 3], [[], 0]], \"outputs\": [9, [false]]}");
        var loaded = new Apps().load(folder.resolve("APPS"));
        assertThat(loaded.refusals()).isEmpty();
        AppsRecord call = loaded.records().getFirst();
        AppsRecord add = loaded.records().getLast();
        assertThat(add.id()).isEqualTo("train/0042");
        assertThat(add.question()).isEqualTo("Add.\n");
        assertThat(add.solutions()).containsExactly("print(1)", "print(2)");
        assertThat(add.difficulty()).contains("interview");
        assertThat(add.url()).contains("https://example.org/1");
        assertThat(add.starterCode()).isEmpty();
        assertThat(add.tests())
                .contains(new StandardInput(
                        List.of(new StandardInput.Run("1\n", "1"), new StandardInput.Run("2", "2\n"))));
        assertThat(call.id()).isEqualTo("test/0007");
        assertThat(call.solutions()).isEmpty();
        assertThat(call.starterCode()).contains("def f(x):");
        Calls calls = (Calls) call.tests().orElseThrow();
        assertThat(calls.function()).isEqualTo("f");
        assertThat(calls.calls().getFirst().arguments()).hasToString("[[1,2], 3]");
        assertThat(calls.calls().getFirst().meant()).hasToString("[9]");
        assertThat(calls.calls().getLast().meant()).hasToString("[[false], false]");
    }

    @Test
    void rowsHoldJsonInsideTexts() throws IOException {
        Path file = write(folder, "train.jsonl", """
                {"problem_id": 7, "question": "Q", "solutions": "[\\"print()\\"]", "input_output": "{\\"inputs\\": [\\"1\\"], \\"outputs\\": [\\"2\\"]}", "difficulty": "introductory", "url": "u", "starter_code": ""}
                {"problem_id": 4999, "question": "R", "solutions": "", "input_output": "", "difficulty": "competition", "url": "u", "starter_code": "def f():"}
                """);
        var loaded = new Apps().load(file);
        assertThat(loaded.refusals()).isEmpty();
        assertThat(loaded.records()).extracting(AppsRecord::id).containsExactly("train/0007", "train/4999");
        assertThat(loaded.records().getFirst().solutions()).containsExactly("print()");
        assertThat(loaded.records().getFirst().tests()).isPresent();
        assertThat(loaded.records().getFirst().starterCode()).isEmpty();
        assertThat(loaded.records().getLast().solutions()).isEmpty();
        assertThat(loaded.records().getLast().tests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{}",
                "{\"inputs\": [], \"outputs\": []}",
                "{\"fn_name\": \"f\", \"inputs\": [], \"outputs\": []}"
            })
    void noTestsAreNoMistake(String json) {
        assertThat(AppsTests.of(Json.of(json))).isEmpty();
    }

    @Test
    void inputsMayBeListsOfLinesAndNumbersAreExact() {
        assertThat(AppsTests.of(Json.of("{\"inputs\": [[\"3\", \"1 2\"]], \"outputs\": [[\"Yes\"]]}")))
                .contains(new StandardInput(List.of(new StandardInput.Run("3\n1 2", "Yes"))));
        String number = "9".repeat(5000);
        Optional<AppsTests> tests =
                AppsTests.of(Json.of("{\"fn_name\": \"f\", \"inputs\": [[0.10]], \"outputs\": [" + number + "]}"));
        assertThat(((Calls) tests.orElseThrow()).calls().getFirst().arguments()).hasToString("[0.10]");
        assertThat(((Calls) tests.orElseThrow()).calls().getFirst().expected()).hasToString(number);
    }

    static Stream<Arguments> brokenTests() {
        return Stream.of(
                arguments("[1]", "input_output has no list \"inputs\""),
                arguments("{\"inputs\": [\"1\"]}", "input_output has no list \"outputs\""),
                arguments(
                        "{\"inputs\": [\"1\"], \"outputs\": []}",
                        "input_output has 1 inputs and 0 outputs; expected as many of each"),
                arguments(
                        "{\"inputs\": [1], \"outputs\": [\"1\"]}",
                        "inputs[0] of input_output is neither text nor a list of lines"),
                arguments("{\"fn_name\": 3, \"inputs\": [[1]], \"outputs\": [1]}", "fn_name is 3; expected a name"),
                arguments(
                        "{\"fn_name\": \"f\", \"inputs\": [1], \"outputs\": [1]}",
                        "inputs[0] is no list; expected the arguments of f"));
    }

    @ParameterizedTest
    @MethodSource("brokenTests")
    void brokenTestsAreRefused(String json, String reason) {
        assertThatThrownBy(() -> AppsTests.of(Json.of(json)))
                .isInstanceOf(RefusedException.class)
                .hasMessage(reason);
    }

    @Test
    void everyBrokenProblemIsRefused() throws IOException {
        write(folder, "test/0001/metadata.json", METADATA);
        write(folder, "test/0002/question.txt", "Q");
        write(folder, "test/0003/question.txt", "Q");
        write(folder, "test/0003/metadata.json", "{\"difficulty\": \"easy\", \"url\": \"u\"}");
        write(folder, "test/0004/question.txt", "Q");
        write(folder, "test/0004/metadata.json", METADATA);
        write(folder, "test/0004/solutions.json", "{}");
        write(folder, "test/0005/question.txt", new byte[] {(byte) 0xff});
        write(folder, "test/0006/question.txt", "Q");
        write(folder, "test/0006/metadata.json", METADATA);
        write(folder, "test/0006/input_output.json", "{\"inputs\": [");
        write(folder, "test/0007/question.txt", "Q");
        write(folder, "test/0007/metadata.json", METADATA);
        List<String> refusals =
                refusals(new Apps().load(folder).refusals()).lines().toList();
        assertThat(new Apps().load(folder).records()).extracting(AppsRecord::id).containsExactly("test/0007");
        assertThat(refusals).hasSize(6);
        assertThat(refusals.subList(0, 5))
                .containsExactly(
                        "0001: has no question.txt",
                        "0002: has no metadata.json",
                        "0003: \"difficulty\" is 'easy'; expected introductory, interview or competition",
                        "0004: \"solutions\": expected a list of programs",
                        "0005: question.txt is not UTF-8");
        assertThat(refusals.getLast()).startsWith("0006: \"input_output\": not valid JSON: ");
    }
}
