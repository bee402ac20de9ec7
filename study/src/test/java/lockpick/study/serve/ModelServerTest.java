package lockpick.study.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import lockpick.engine.chat.Message;
import lockpick.engine.generate.Generated;
import lockpick.engine.generate.Generator.Request;
import lockpick.engine.generate.Sampling;
import lockpick.engine.generate.Scorer;
import lockpick.engine.loss.Sequence;
import lockpick.engine.tensor.Seed;
import lockpick.study.endpoint.Draw;
import lockpick.study.endpoint.Endpoint;
import lockpick.study.endpoint.EndpointConfig;
import lockpick.study.endpoint.EndpointConfig.TokenLimit;
import lockpick.study.endpoint.Written;
import lockpick.study.prompt.Answering;
import lockpick.study.prompt.Prompt;
import lockpick.study.serve.TinyServer.Answered;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers of a real model over a real connection are what the model gives without one. */
class ModelServerTest {

    @TempDir
    private static Path folder = Path.of("");

    private static TinyServer server = null;

    @BeforeAll
    static void open() throws IOException {
        server = TinyServer.of(TinyServer.saved(folder.resolve("model"), true));
    }

    @AfterAll
    static void close() {
        assertThat(server.failures()).isEmpty();
        server.close();
    }

    private static Generated written(int[] prompt, Sampling sampling, Seed seed) {
        return server.policy()
                .generate(List.of(new Request(prompt, seed)), sampling)
                .getFirst();
    }

    private static int[] tokens(String prompt) {
        return server.policy().tokenizer().encodePrompt(prompt);
    }

    private static String quoted(Object value) {
        return JsonMapper.shared().writeValueAsString(value);
    }

    private static String greedy(String prompt) {
        return server.policy().text(written(tokens(prompt), Sampling.greedy(12), new Seed(0)));
    }

    private static List<Double> numbers(JsonNode array) {
        return array.valueStream()
                .map(number -> number.isNull() ? null : number.doubleValue())
                .toList();
    }

    @Test
    void atTemperature0AnAnswerIsWhatTheModelWrites() {
        JsonNode answer = server.completions(
                        "{\"model\": \"tiny\", \"prompt\": \"Two and two\", \"temperature\": 0, \"max_tokens\": 12}")
                .json();
        Generated written = written(tokens("Two and two"), Sampling.greedy(12), new Seed(0));

        assertThat(answer.path("object").stringValue()).isEqualTo("text_completion");
        assertThat(answer.path("id").stringValue()).startsWith("cmpl-");
        assertThat(answer.path("model").stringValue()).isEqualTo("tiny");
        JsonNode choice = answer.path("choices").path(0);
        assertThat(choice.path("text").stringValue()).isEqualTo(server.policy().text(written));
        assertThat(choice.path("finish_reason").stringValue()).isEqualTo(written.ended() ? "stop" : "length");
        assertThat(choice.path("logprobs").isNull()).isTrue();
        JsonNode usage = answer.path("usage");
        assertThat(usage.path("prompt_tokens").intValue()).isEqualTo(tokens("Two and two").length);
        assertThat(usage.path("completion_tokens").intValue())
                .isEqualTo(written.tokens().length + (written.ended() ? 1 : 0));
        assertThat(usage.path("total_tokens").intValue())
                .isEqualTo(usage.path("prompt_tokens").intValue()
                        + usage.path("completion_tokens").intValue());
    }

    @Test
    void aSeedDrawsWhatTheModelDrawsFromIt() {
        String body = "{\"prompt\": [\"one\", \"two\"], \"n\": 3, \"temperature\": 0.8, \"top_p\": 0.9, \"top_k\": 40,"
                + " \"seed\": 5, \"max_tokens\": 9}";
        JsonNode choices = server.completions(body).json().path("choices");

        assertThat(choices).hasSize(6);
        for (int i = 0; i < 6; i++) {
            Generated written = written(
                    tokens(i < 3 ? "one" : "two"),
                    new Sampling(0.8, 40, 0.9, 9),
                    new Seed(5).stream("prompt number", i / 3, i % 3));
            assertThat(choices.path(i).path("index").intValue()).isEqualTo(i);
            assertThat(choices.path(i).path("text").stringValue())
                    .isEqualTo(server.policy().text(written));
        }
        assertThat(server.completions(body).json().path("choices")).isEqualTo(choices);
    }

    @Test
    void withoutASeedSamplesDiffer() {
        String body = "{\"prompt\": \"one\", \"max_tokens\": 12}";
        assertThat(server.completions(body).choice().path("text"))
                .isNotEqualTo(server.completions(body).choice().path("text"));
    }

    @Test
    void aPromptMayBeItsTokens() {
        String ids = Arrays.toString(tokens("Two and"));
        String rest = ", \"temperature\": 0, \"max_tokens\": 12}";
        JsonNode ofText = server.completions("{\"prompt\": \"Two and\"" + rest).choice();

        assertThat(server.completions("{\"prompt\": " + ids + rest).choice()).isEqualTo(ofText);
        assertThat(server.completions("{\"prompt\": [" + ids + "]" + rest).choice())
                .isEqualTo(ofText);
    }

    @Test
    void aStopStringEndsAnAnswerBeforeIt() {
        String free = greedy("Stop here");
        String stop = free.substring(3, 5);
        JsonNode choice = server.completions("{\"prompt\": \"Stop here\", \"temperature\": 0, \"max_tokens\": 12,"
                        + " \"stop\": [\"never this\", " + quoted(stop) + "]}")
                .choice();

        assertThat(choice.path("text").stringValue()).isEqualTo(free.substring(0, free.indexOf(stop)));
        assertThat(choice.path("finish_reason").stringValue()).isEqualTo("stop");
    }

    @Test
    void logProbsAreThoseOfTheModelAndTheLikeliestStandBesideThem() {
        JsonNode logProbs = server.completions(
                        "{\"prompt\": \"abc\", \"temperature\": 1, \"seed\": 2, \"max_tokens\": 10, \"logprobs\": 3}")
                .choice()
                .path("logprobs");
        Generated written = written(
                tokens("abc"), new Sampling(1, 0, 1, 10).withLogProbs(), new Seed(2).stream("prompt number", 0, 0));

        List<Double> scores = numbers(logProbs.path("token_logprobs"));
        assertThat(scores).hasSize(written.logProbs().length);
        for (int i = 0; i < scores.size(); i++) {
            assertThat(scores.get(i).floatValue()).isEqualTo(written.logProbs()[i]);
            assertThat(logProbs.path("top_logprobs").path(i)).hasSize(3);
            assertThat(logProbs.path("top_logprobs").path(i).valueStream().mapToDouble(JsonNode::doubleValue))
                    .allMatch(top -> top < 0);
        }
        assertThat(logProbs.path("tokens")).hasSameSizeAs(scores);
        assertThat(logProbs.path("text_offset").path(0).intValue()).isZero();
    }

    /** As lm-evaluation-harness asks for the likelihood of a text: behind it stands one token that it leaves out. */
    @Test
    void anEchoedPromptHasTheLogProbsOfTheScorer() {
        int[] prompt = tokens("The answer is a fish.");
        String ask = "{\"prompt\": [" + Arrays.toString(prompt) + ", [65]], \"echo\": true, \"logprobs\": 1,"
                + " \"temperature\": 0, \"max_tokens\": ";
        Scorer.Score score =
                server.policy().score(List.of(new Sequence(prompt, 1))).getFirst();
        for (int maxTokens : new int[] {0, 1}) {
            JsonNode choices = server.completions(ask + maxTokens + "}").json().path("choices");
            List<Double> scores = numbers(choices.path(0).path("logprobs").path("token_logprobs"));
            assertThat(scores).hasSize(prompt.length + maxTokens).startsWith((Double) null);
            for (int i = 1; i < prompt.length; i++) {
                assertThat(scores.get(i).floatValue()).isEqualTo(score.logProbs()[i - 1]);
                JsonNode top =
                        choices.path(0).path("logprobs").path("top_logprobs").path(i);
                assertThat(top.valueStream()
                                .mapToDouble(JsonNode::doubleValue)
                                .max()
                                .orElseThrow())
                        .isGreaterThanOrEqualTo(scores.get(i));
            }
            assertThat(choices.path(0).path("text").stringValue()).startsWith("The answer is a fish.");
            assertThat(choices.path(1).path("logprobs").path("token_logprobs")).hasSize(1 + maxTokens);
        }
    }

    @Test
    void aConversationIsReadInTheModelsOwnTemplate() {
        List<Message> messages = List.of(Message.system("brief"), Message.user("hello\u00e9"));
        String written = server.policy()
                .complete(List.of(new Prompt.Conversation(messages)), new Answering.Written(12))
                .getFirst();
        JsonNode choice = server.chat(
                        "{\"messages\": [{\"role\": \"system\", \"content\": \"brief\"},"
                                + " {\"role\": \"user\", \"content\": [{\"type\": \"text\", \"text\": \"hello\u00e9\"}]}],"
                                + " \"temperature\": 0, \"max_completion_tokens\": 12, \"logprobs\": true, \"top_logprobs\": 2}")
                .choice();

        assertThat(choice.path("message").path("role").stringValue()).isEqualTo("assistant");
        assertThat(choice.path("message").path("content").stringValue()).isEqualTo(written);
        JsonNode first = choice.path("logprobs").path("content").path(0);
        assertThat(first.path("top_logprobs")).hasSize(2);
        assertThat(first.path("logprob"))
                .isEqualTo(first.path("top_logprobs").path(0).path("logprob"));
    }

    @Test
    void aChatWithoutALimitMayFillTheModel() {
        JsonNode answer = server.chat("{\"messages\": [{\"role\": \"user\", \"content\": \"hello\"}], \"seed\": 1}")
                .json();
        JsonNode usage = answer.path("usage");
        boolean ended = answer.path("choices")
                .path(0)
                .path("finish_reason")
                .stringValue()
                .equals("stop");
        assertThat(ended || usage.path("total_tokens").intValue() == TinyServer.MAX_TOKENS)
                .as(answer.toString())
                .isTrue();
    }

    /** Everybody asks another thing in another way; what they hear is what each would hear alone. */
    @Test
    void sixtyClientsAtOnceHearWhatEachWouldHearAlone() throws Exception {
        List<String> asked = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String prompt = "Client " + i + " says" + " so".repeat(i % 9);
            double temperature = i % 3 * 0.5;
            int maxTokens = 4 + i % 5 * 3;
            asked.add("{\"prompt\": " + quoted(prompt) + ", \"temperature\": " + temperature + ", \"seed\": " + i
                    + ", \"max_tokens\": " + maxTokens + ", \"stream\": " + (i % 4 == 0) + "}");
            expected.add(server.policy()
                    .text(written(
                            tokens(prompt),
                            new Sampling(temperature, 0, 1, maxTokens),
                            new Seed(i).stream("prompt number", 0, 0))));
        }
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answered>> answers = asked.stream()
                    .map(body -> clients.submit(() -> server.completions(body)))
                    .toList();
            for (int i = 0; i < 60; i++) {
                Answered answer = answers.get(i).get();
                assertThat(answer.status()).as(answer.text()).isEqualTo(200);
                assertThat(
                                i % 4 == 0
                                        ? streamed(answer)
                                        : answer.choice().path("text").stringValue())
                        .isEqualTo(expected.get(i));
            }
        }
    }

    private static String streamed(Answered answer) {
        StringBuilder text = new StringBuilder();
        for (JsonNode event : answer.events()) {
            text.append(event.path("choices").path(0).path("text").asString(""));
        }
        return text.toString();
    }

    /** The text of a random model is full of characters that are cut in two. */
    @Test
    void thePiecesOfAStreamMakeUpTheWholeAnswer() {
        for (int seed = 0; seed < 4; seed++) {
            String body = "{\"prompt\": \"pieces\", \"n\": 2, \"seed\": " + seed + ", \"max_tokens\": 40,"
                    + " \"logprobs\": 1, \"echo\": true, \"stop\": [\"e \", \"th\", \"\\n\"]";
            JsonNode whole = server.completions(body + "}").json();
            List<JsonNode> events = server.completions(
                            body + ", \"stream\": true, \"stream_options\": {\"include_usage\": true}}")
                    .events();

            assertThat(events.getLast().path("usage")).isEqualTo(whole.path("usage"));
            for (int index = 0; index < 2; index++) {
                int wanted = index;
                List<JsonNode> parts = events.stream()
                        .map(event -> event.path("choices").path(0))
                        .filter(choice -> choice.path("index").asInt(-1) == wanted)
                        .toList();
                JsonNode choice = whole.path("choices").path(index);
                List<String> pieces = parts.stream()
                        .map(part -> part.path("text").stringValue())
                        .toList();
                assertThat(pieces).hasSizeGreaterThan(1);
                assertThat(String.join("", pieces))
                        .as("seed %d", seed)
                        .isEqualTo(choice.path("text").stringValue());
                assertThat(parts.stream()
                                .flatMap(part -> part.path("logprobs")
                                        .path("token_logprobs")
                                        .valueStream()))
                        .containsExactlyElementsOf(
                                choice.path("logprobs").path("token_logprobs").values());
                assertThat(parts.getLast().path("finish_reason")).isEqualTo(choice.path("finish_reason"));
                assertThat(parts.getFirst().path("finish_reason").isNull()).isTrue();
            }
        }
    }

    @Test
    void aStreamedChatBeginsWithItsRole() {
        String body = "{\"messages\": [{\"role\": \"user\", \"content\": \"hello\"}], \"temperature\": 0,"
                + " \"max_tokens\": 12";
        List<JsonNode> events = server.chat(body + ", \"stream\": true}").events();
        JsonNode first = events.getFirst();

        assertThat(first.path("object").stringValue()).isEqualTo("chat.completion.chunk");
        assertThat(first.path("choices").path(0).path("delta").path("role").stringValue())
                .isEqualTo("assistant");
        assertThat(events.stream()
                        .map(event -> event.path("choices")
                                .path(0)
                                .path("delta")
                                .path("content")
                                .stringValue())
                        .reduce("", String::concat))
                .isEqualTo(server.chat(body + "}")
                        .choice()
                        .path("message")
                        .path("content")
                        .stringValue());
    }

    /** The client that studies ask services with. */
    @Test
    void ourOwnClientUnderstandsTheAnswers() {
        EndpointConfig config = new EndpointConfig(
                server.url() + "/v1",
                "tiny",
                Optional.empty(),
                8,
                120,
                1,
                TokenLimit.MAX_TOKENS,
                Optional.empty(),
                Optional.empty());
        try (Endpoint endpoint = new Endpoint(config, Map.of(), folder.resolve("answers"), new Seed(1))) {
            List<lockpick.study.endpoint.Request> requests = IntStream.range(0, 20)
                    .<lockpick.study.endpoint.Request>mapToObj(i -> new lockpick.study.endpoint.Request.Completion(
                            "question " + i, Draw.greedy(12).withTopLogProbs(2)))
                    .toList();
            List<Written> written = endpoint.ask(requests).stream()
                    .map(answer -> answer.completions().getFirst())
                    .toList();
            for (int i = 0; i < 20; i++) {
                assertThat(written.get(i).text()).isEqualTo(greedy("question " + i));
                assertThat(written.get(i).tokens())
                        .isNotEmpty()
                        .allSatisfy(token -> assertThat(token.top()).first().isEqualTo(token.chosen()));
            }
            var chat = new lockpick.study.endpoint.Request.Chat(
                    List.of(Message.user("hello")),
                    Draw.one(1, 6, 4).withCount(3).withTopLogProbs(4));
            assertThat(endpoint.ask(chat).completions())
                    .hasSize(3)
                    .allMatch(one -> one.tokens().size() <= 6);
            assertThat(endpoint.usage().failed()).isZero();
        }
    }

    @Test
    void theModelAndTheHealthAreTold() {
        JsonNode model = server.get("/v1/models").json().path("data").path(0);
        assertThat(model.path("id").stringValue()).isEqualTo("tiny");
        assertThat(model.path("max_model_len").intValue()).isEqualTo(TinyServer.MAX_TOKENS);
        assertThat(server.get("/v1/models/tiny").json()).isEqualTo(model);
        assertThat(server.get("/health").json().path("status").stringValue()).isEqualTo("ok");
    }

    @Test
    void othersThanThisMachineAreNotServedWithoutAKey() {
        var everywhere = new java.net.InetSocketAddress("0.0.0.0", 0);
        assertThatThrownBy(() -> new ServerConfig(
                        "tiny", everywhere, Optional.empty(), 1, 1, 1, TinyServer.AGES, TinyServer.AGES))
                .hasMessageStartingWith("0.0.0.0: others than this machine could use the model");
    }
}
