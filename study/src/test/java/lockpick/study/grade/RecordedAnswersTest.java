package lockpick.study.grade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers of models with verdicts that others gave, in the folder named by {@code LOCKPICK_DATA} or in
 * {@code ../shared/data}; skipped where there is no such folder.
 */
class RecordedAnswersTest {

    private final JsonMapper json = new JsonMapper();

    @Test
    void everyLetterOfASuiteIsFound() throws IOException {
        for (JsonNode row : read("math_equivalence/mcq_extraction.jsonl")) {
            Grade grade = new LetterMatch(4)
                    .grade(row.get("text").asString(), row.get("gold").asString());
            assertThat(grade.isCorrect())
                    .as("%s: %s", row, grade)
                    .isEqualTo(row.get("correct").asBoolean());
        }
    }

    @Test
    void lettersOfFiveModelsAreGradedAsTheyWere() throws IOException {
        List<JsonNode> rows = read("model_outputs/mmlu_helm.jsonl");
        assertThat(rows).hasSizeGreaterThan(100);
        for (JsonNode row : rows) {
            Grade grade = new LetterMatch(4)
                    .grade(row.get("completion").asString(), row.get("gold").asString());
            assertThat(grade.isCorrect())
                    .as("%s: %s", row, grade)
                    .isEqualTo(row.get("correct").asBoolean());
        }
    }

    @Test
    void solutionsOfFourModelsAreGradedAsTheyWere() throws IOException {
        List<String> differences = new ArrayList<>();
        int count = 0;
        for (JsonNode row : read("model_outputs/gsm8k_openai_example_model_solutions.jsonl")) {
            for (String model : List.of("6b_finetuning", "6b_verification", "175b_finetuning", "175b_verification")) {
                JsonNode answer = row.get(model);
                Grade grade = new NumericMatch(0)
                        .grade(
                                answer.get("solution").asString(),
                                row.get("ground_truth").asString());
                count++;
                if (grade.isCorrect() != answer.get("is_correct").asBoolean()) {
                    differences.add(model + ": " + answer + " " + grade);
                }
            }
        }
        assertThat(differences).as("of %d", count).hasSizeLessThanOrEqualTo(count / 200);
    }

    @Test
    void completionsOfAToolUsingModelAreGradedAsTheyWere() throws IOException {
        List<String> differences = new ArrayList<>();
        List<JsonNode> rows = read("model_outputs/gsm8k_tora70b.jsonl");
        for (JsonNode row : rows) {
            Grade grade = new NumericMatch(0)
                    .grade(row.get("code").get(0).asString(), row.get("gt").asString());
            if (grade.isCorrect()
                    != same(row.get("pred").get(0).asString(), row.get("gt").asString())) {
                differences.add(row.get("code").get(0).asString() + " " + row.get("pred") + " " + grade);
            }
        }
        assertThat(differences).as("of %d", rows.size()).hasSizeLessThanOrEqualTo(rows.size() / 200);
    }

    private static boolean same(String given, String expected) {
        try {
            return new BigDecimal(given).compareTo(new BigDecimal(expected.replace(",", ""))) == 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private List<JsonNode> read(String file) throws IOException {
        String folder = System.getenv("LOCKPICK_DATA");
        Path data = folder == null
                ? Path.of(System.getProperty("lockpick.home", "."), "..", "shared", "data")
                : Path.of(folder);
        Path path = data.resolve(file);
        assumeTrue(Files.exists(path), "no " + path);
        List<JsonNode> rows = new ArrayList<>();
        for (String line : Files.readAllLines(path)) {
            rows.add(json.readTree(line));
        }
        return rows;
    }
}
