package lockpick.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import lockpick.engine.model.gptneox.GptNeoX;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tokenizer.WordTokenizer;
import lockpick.study.policy.TrainablePolicy;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code lockpick score} on a real model with random weights. */
class ScoreTest {

    @TempDir
    private static Path folder = Path.of("");

    @BeforeAll
    static void saveModel() throws IOException {
        List<String> words = List.of("0", "1", "2", "3", "|", "_", "<end>");
        try (TrainablePolicy policy = TrainablePolicy.random(
                GptNeoX.pythia(3, 64, 4, words.size(), 64), new WordTokenizer(words, "<end>"), new Seed(1))) {
            policy.save(folder);
        }
    }

    private static Said run(BiFunction<Console, InputStream, Object> command, String input, String... arguments) {
        return Said.by(
                command,
                input,
                Stream.concat(Stream.of(folder.toString()), Stream.of(arguments))
                        .toList());
    }

    private static Said score(String input, String... arguments) {
        return run(Score::new, input, arguments);
    }

    @Test
    void whatWasGeneratedScoresAsItWasWritten() {
        Said written = run(
                Generate::new,
                "{\"prompt\": \"_ | 1\", \"id\": 3}\n{\"prompt\": \"2 3\", \"id\": 4}",
                "--prompts",
                "-",
                "--jsonl",
                "--samples",
                "3",
                "--temperature",
                "1",
                "--max-new-tokens",
                "4");
        Said scored = score(written.out(), "--completions", "-", "--jsonl");

        assertThat(scored.json()).hasSize(6);
        for (int i = 0; i < 6; i++) {
            JsonNode one = written.json().get(i);
            JsonNode other = scored.json().get(i);
            assertThat(other.path("id")).isEqualTo(one.path("id"));
            List<Double> expected =
                    one.path("log_probs").valueStream().map(JsonNode::asDouble).toList();
            List<Double> given = other.path("log_probs")
                    .valueStream()
                    .map(JsonNode::asDouble)
                    .toList();
            for (int token = 0; token < given.size(); token++) {
                assertThat(given.get(token)).isCloseTo(expected.get(token), within(1e-5));
            }
            assertThat(other.path("completion")).isEqualTo(one.path("completion"));
        }
    }

    @Test
    void theProbabilitiesOfAllNextWordsAddUpToOne() {
        Said said = score("", "_ | 1", "0", "1", "2", "3", "|", "_", "--jsonl");
        double sum = said.json().stream()
                .mapToDouble(line -> Math.exp(line.path("log_prob").asDouble()))
                .sum();
        // What is missing is the end token.
        double end = score("", "_ | 1", "0", "--end", "--jsonl")
                .json()
                .getFirst()
                .path("log_probs")
                .size();
        assertThat(end).isEqualTo(2);
        assertThat(sum).isBetween(0.5, 1.0);
    }

    @Test
    void aLineHasTheSumTheTokensAndTheCompletion() {
        Said said = score("", "_ | 1", "0 1", "2");
        assertThat(said.exitCode()).isZero();
        assertThat(said.out().lines()).hasSize(2);
        assertThat(said.out().lines().findFirst().orElseThrow()).matches(" +-\\d+\\.\\d{5} +2  0 1");
    }

    @Test
    void aScoreDependsOnNoOtherCompletionNorOnThreads() {
        String alone = score("", "_ | 1", "3", "--jsonl", "--threads", "1").out();
        String together = score("", "_ | 1", "0 0 0", "3", "2 1", "--jsonl", "--threads", "2")
                .out();
        assertThat(together.lines().toList().get(1) + "\n").isEqualTo(alone);
    }

    @Test
    void everyMistakeIsOneSentence() {
        assertMistake("give a prompt and completions of it, or a file", score(""));
        assertMistake("give a completion behind the prompt", score("", "_"));
        assertMistake("give a prompt and completions of it, or a file", score("", "_", "1", "--completions", "-"));
        assertMistake("completion 2: 'five' is not a word", score("", "_", "1", "five"));
        assertMistake("completion 1: sequence of 1 tokens: the completion cannot start", score("", "_", ""));
        assertMistake("--completions -: holds no completion", score("\n", "--completions", "-"));
        assertMistake(
                "standard input line 1: needs a \"completion\" that is text",
                score("{\"prompt\": \"_\"}", "--completions", "-"));
        assertMistake(
                "completion 1: 71 tokens do not fit",
                score("", "_", "1 ".repeat(70).strip()));
        assertMistake("--dtype = f8: must be", score("", "_", "1", "--dtype", "f8"));
    }

    private static void assertMistake(String message, Said said) {
        assertThat(said.problems()).startsWith(message).hasLineCount(1);
        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.out()).isEmpty();
    }
}
