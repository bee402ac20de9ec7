package lockpick.study.grade.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lockpick.study.grade.Grade;
import lockpick.study.grade.Verdict;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Verdicts that other graders were recorded to give, in {@code math_equivalence} of the folder named by {@code
 * LOCKPICK_DATA} or of {@code ../shared/data}; skipped where there is no such folder.
 */
class RecordedVerdictsTest {

    private final JsonMapper json = new JsonMapper();
    private final ExactAnswer exact = new ExactAnswer(1);

    @Test
    void theHendrycksFormAgreesWithItsOwnRecordedVerdictOnEveryPair() throws IOException {
        for (String file : List.of("pairs", "variants", "model_answer_pairs")) {
            for (JsonNode pair : read(file)) {
                String reference = pair.get("a").asString();
                String given = pair.get("b").asString();
                assertThat(HendrycksNormalForm.equal(given, reference))
                        .as("%s: %s against %s", file, given, reference)
                        .isEqualTo(pair.get("hendrycks_is_equiv").asBoolean());
            }
        }
    }

    @Test
    void theExactGraderAgreesWithNearlyAllVerdictsAndNeverCallsUnequalAnswersEqual() throws IOException {
        List<String> disagreements = new ArrayList<>();
        int count = 0;
        for (String file : List.of("pairs", "variants")) {
            for (JsonNode pair : read(file)) {
                boolean equal = pair.has("equal")
                        ? pair.get("equal").asBoolean() && !pair.has("dubious")
                        : pair.get("constructed_equal").asBoolean();
                Grade verdict = grade(pair);
                assertThat(!equal && verdict.isCorrect())
                        .as("%s: %s", pair, verdict)
                        .isFalse();
                if (verdict.verdict() != (equal ? Verdict.CORRECT : Verdict.INCORRECT)) {
                    disagreements.add(pair + " " + verdict);
                }
                count++;
            }
        }
        assertThat(disagreements).as("of %d", count).hasSizeLessThanOrEqualTo(count / 50);
    }

    private Grade grade(JsonNode pair) {
        String reference = pair.get("a").asString();
        String given = pair.get("b").asString();
        boolean passage = pair.has("form") && pair.get("form").asString().equals("text");
        return passage ? exact.gradePassage(given, reference) : exact.grade(given, reference);
    }

    private List<JsonNode> read(String file) throws IOException {
        String folder = System.getenv("LOCKPICK_DATA");
        Path data = folder == null
                ? Path.of(System.getProperty("lockpick.home", "."), "..", "shared", "data")
                : Path.of(folder);
        Path path = data.resolve("math_equivalence").resolve(file + ".jsonl");
        assumeTrue(Files.exists(path), "no " + path);
        List<JsonNode> pairs = new ArrayList<>();
        for (String line : Files.readAllLines(path)) {
            pairs.add(json.readTree(line));
        }
        return pairs;
    }
}
