package lockpick.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lockpick.engine.model.gptneox.GptNeoX;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tokenizer.WordTokenizer;
import lockpick.study.policy.TrainablePolicy;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code lockpick generate} on a real model with random weights. */
class GenerateTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> WORDS = Stream.concat(
                    IntStream.range(0, 10).mapToObj(String::valueOf), Stream.of("|", "_", "pwd0", "fn3", "<end>"))
            .toList();

    @TempDir
    private static Path folder = Path.of("");

    @BeforeAll
    static void saveModels() throws IOException {
        try (TrainablePolicy policy = TrainablePolicy.random(
                GptNeoX.pythia(3, 64, 4, WORDS.size(), 64), new WordTokenizer(WORDS, "<end>"), new Seed(1))) {
            policy.save(folder.resolve("model"));
            policy.save(folder.resolve("a-run/model"));
        }
    }

    private static Said generate(String input, String... arguments) {
        return Said.by(Generate::new, input, List.of(arguments));
    }

    /** Asks the model for eight tokens. */
    private static Said ask(String input, String... more) {
        return generate(
                input,
                Stream.concat(Stream.of(model(), "--max-new-tokens", "8"), Stream.of(more))
                        .toArray(String[]::new));
    }

    private static String model() {
        return folder.resolve("model").toString();
    }

    @Test
    void eachPromptGetsALineInOrder() {
        Said both = ask("", "_ | fn3 | 1 2 |", "pwd0 | 7");
        assertThat(both.exitCode()).as(both.problems()).isZero();
        assertThat(both.lines())
                .hasSize(2)
                .containsExactly(
                        ask("", "_ | fn3 | 1 2 |").lines().getFirst(),
                        ask("", "pwd0 | 7").lines().getFirst());
        assertThat(generate("", folder.resolve("a-run").toString(), "--max-new-tokens", "8", "pwd0 | 7")
                        .lines())
                .containsExactly(both.lines().get(1));
    }

    @Test
    void aLineOfJsonHasALogProbabilityForEachTokenAndTheirSum() {
        Said said = ask("{\"prompt\": \"_ | fn3\", \"id\": 7, \"more\": []}\n\n", "--prompts", "-", "--jsonl");
        JsonNode line = said.json().getFirst();
        assertThat(line.path("prompt").stringValue()).isEqualTo("_ | fn3");
        assertThat(line.path("id").stringValue()).isEqualTo("7");
        assertThat(line.path("sample").intValue()).isZero();
        List<String> tokens =
                line.path("tokens").valueStream().map(JsonNode::stringValue).toList();
        List<Double> logProbs =
                line.path("log_probs").valueStream().map(JsonNode::doubleValue).toList();
        assertThat(logProbs).hasSameSizeAs(tokens).allMatch(logProb -> logProb < 0);
        assertThat(line.path("log_prob").doubleValue())
                .isCloseTo(logProbs.stream().mapToDouble(logProb -> logProb).sum(), within(1e-5));
        boolean ended = line.path("ended").booleanValue();
        assertThat(tokens.getLast().equals("<end>")).isEqualTo(ended);
        assertThat(line.path("completion").stringValue())
                .isEqualTo(String.join(" ", ended ? tokens.subList(0, tokens.size() - 1) : tokens));
    }

    @Test
    void aSampleDependsOnNoOtherPromptNorOnOrderThreadsOrNumberOfSamples() throws IOException {
        List<String> rows = IntStream.range(0, 150)
                .mapToObj(i -> "{\"id\": \"p" + i + "\", \"prompt\": \"_ | fn3 |" + " 4".repeat(i % 7) + "\"}")
                .toList();
        Path file = Files.writeString(folder.resolve("prompts.jsonl"), String.join("\n", rows));
        String[] sampled = {"--jsonl", "--temperature", "1", "--seed", "5"};
        List<String> all = ask("", with(sampled, "--prompts", file.toString(), "--samples", "2", "--threads", "2"))
                .lines();
        assertThat(all).hasSize(300).doesNotHaveDuplicates();
        List<String> reversed = ask(
                        String.join("\n", rows.reversed()), with(sampled, "--prompts", "-", "--samples", "2"))
                .lines();
        assertThat(reversed).containsExactlyInAnyOrderElementsOf(all);
        assertThat(ask(rows.get(77), with(sampled, "--prompts", "-", "--threads", "1"))
                        .lines())
                .containsExactly(all.get(154)); // prompt 77, sample 0
    }

    private static String[] with(String[] first, String... more) {
        return Stream.concat(Stream.of(first), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void theSeedDecidesTheSamples() {
        String[] options = {"_ | fn3", "--temperature", "2", "--samples", "5"};
        Said one = ask("", with(options, "--seed", "1"));
        assertThat(one.lines()).hasSize(5);
        assertThat(ask("", with(options, "--seed", "1")).out()).isEqualTo(one.out());
        assertThat(ask("", with(options, "--seed", "2")).out()).isNotEqualTo(one.out());
    }

    @Test
    void theMostLikelyTokenAloneLeavesNoChoice() {
        assertThat(ask("", "_ | fn3", "--temperature", "1", "--top-k", "1").out())
                .isEqualTo(ask("", "_ | fn3").out());
        assertThat(ask("", "_ | fn3", "--temperature", "1", "--top-p", "0.001").out())
                .isEqualTo(ask("", "_ | fn3").out());
    }

    @Test
    void whatIsCutOffIsSaidApart() {
        Said cut = generate("", model(), "_ | fn3", "--max-new-tokens", "1");
        assertThat(cut.lines()).hasSize(1);
        assertThat(cut.problems()).isIn("", "(1 completion cut off at --max-new-tokens = 1)\n");
        assertThat(cut.problems().isEmpty()).isEqualTo(cut.out().isBlank()); // empty only if it ended at once
    }

    @Test
    void aWordThatIsNotInTheVocabularyIsOneSentenceAndNothingIsWritten() {
        Said said = ask("", "_ | fn3", "_ | fn99");
        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.out()).isEmpty();
        assertThat(said.problems())
                .startsWith("prompt 2: 'fn99' is not a word of this tokenizer, which knows 0 1 2")
                .hasLineCount(1);
        assertThat(ask("_ | fn3\n\n_ fn99\n", "--prompts", "-").problems())
                .startsWith("standard input line 3: 'fn99' is not a word")
                .hasLineCount(1);
    }

    @Test
    void everyMistakeIsOneSentence() throws IOException {
        assertMistake("give a prompt, such as '_ | fn3 fn5 | 1 6 1 8 |'", ask(""));
        assertMistake("give prompts as arguments or with --prompts, not both", ask("", "_", "--prompts", "-"));
        assertMistake("--prompts -: holds no prompt", ask("\n", "--prompts", "-"));
        assertMistake("--prompts none.txt: no file that can be read", ask("", "--prompts", "none.txt"));
        assertMistake("standard input line 2: not JSON", ask("{\"prompt\": \"_\"}\n_ |\n", "--prompts", "-"));
        assertMistake("standard input line 1: needs a \"prompt\"", ask("{\"text\": \"_\"}", "--prompts", "-"));
        assertMistake(
                "standard input line 2: the id \"a\" stands at standard input line 1 too",
                ask("{\"prompt\": \"_\", \"id\": \"a\"}\n{\"prompt\": \"|\", \"id\": \"a\"}", "--prompts", "-"));
        assertMistake("prompt 1: empty", ask("", " "));
        assertMistake("--samples = 3: at temperature 0 they would all be the same", ask("", "_", "--samples", "3"));
        assertMistake("--top-p = 0.0: must be above 0", ask("", "_", "--top-p", "0"));
        assertMistake("--temperature = NaN: must be at least 0", ask("", "_", "--temperature", "NaN"));
        assertMistake(
                "prompt 1: 1 token and 64 new ones do not fit the model, which holds 64",
                generate("", model(), "_", "--max-new-tokens", "64"));
        assertMistake(
                folder.resolve("none") + ": no run's folder or key begins with 'model'",
                generate("", "model", "_", "--runs", folder.resolve("none").toString()));
        Path empty = Files.createDirectories(folder.resolve("empty"));
        assertMistake(empty + ": no model folder", generate("", empty.toString(), "_"));
        assertThat(folder.resolve("none")).doesNotExist();
    }

    private static void assertMistake(String message, Said said) {
        assertThat(said.problems()).startsWith(message).hasLineCount(1);
        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.out()).isEmpty();
    }

    @Test
    void aDamagedModelIsOneSentence() throws IOException {
        Path damaged = Files.createDirectories(folder.resolve("damaged"));
        for (String file : List.of("config.json", "tokenizer.json")) {
            Files.copy(folder.resolve("model").resolve(file), damaged.resolve(file));
        }
        Files.writeString(damaged.resolve("model.safetensors"), "no tensors");
        Said said = generate("", damaged.toString(), "_");
        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.problems())
                .startsWith(damaged.resolve("model.safetensors").toString())
                .hasLineCount(1);
    }
}
