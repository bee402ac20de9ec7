package lockpick.study.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import lockpick.engine.chat.Message;
import lockpick.engine.tensor.Seed;
import lockpick.study.endpoint.Endpoint;
import lockpick.study.endpoint.LocalService;
import lockpick.study.prompt.Answering;
import lockpick.study.prompt.Prompt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemotePolicyTest {

    @TempDir
    private Path cache;

    /** Says what it was asked, and with which seed. */
    private static LocalService service() {
        return new LocalService(asked ->
                LocalService.chat(asked.turn() + " " + asked.body().path("seed").asLong(-1)));
    }

    private static RemotePolicy chatting(Endpoint endpoint) {
        return new RemotePolicy(endpoint, 1, List.of("\n\n"));
    }

    private static List<Prompt> said(String... texts) {
        return Arrays.stream(texts)
                .<Prompt>map(text -> Prompt.conversation(Message.user(text)))
                .toList();
    }

    @Test
    void completionsAreGreedyAndInOrder() {
        try (LocalService service = service();
                Endpoint endpoint = service.endpoint(cache)) {
            assertThat(chatting(endpoint).complete(said("b", "a", "b"), new Answering.Written(20)))
                    .containsExactly("b -1", "a -1", "b -1");
            assertThat(service.asked().getFirst().body().toString())
                    .endsWith("\"max_tokens\":20,\"temperature\":0.0,\"stop\":[\"\\n\\n\"]}");
        }
    }

    @Test
    void samplesDifferAndDependOnNoOtherPrompt() {
        try (LocalService service = service();
                Endpoint endpoint = service.endpoint(cache)) {
            List<List<String>> samples =
                    chatting(endpoint).sample(said("a", "b"), new Answering.Written(20), 3, new Seed(1));
            assertThat(samples.stream().flatMap(List::stream).distinct()).hasSize(6);
            assertThat(samples.get(1)).allMatch(text -> text.startsWith("b "));
            assertThat(service.asked()).hasSize(6).allSatisfy(asked -> {
                assertThat(asked.body().path("seed").asLong()).isBetween(0L, (long) Integer.MAX_VALUE);
                assertThat(asked.body().path("temperature").asDouble()).isEqualTo(1);
            });
            assertThat(chatting(endpoint)
                            .sample(said("b"), new Answering.Written(20), 2, new Seed(1))
                            .getFirst())
                    .isEqualTo(samples.get(1).subList(0, 2));
            assertThat(chatting(endpoint)
                            .sample(said("b"), new Answering.Written(20), 2, new Seed(2))
                            .getFirst())
                    .doesNotContainAnyElementsOf(samples.get(1));
            assertThat(service.asked()).hasSize(8); // the second sampling was in the cache
        }
    }

    @Test
    void baseModelsGoOnFromThePrompt() {
        String answer = "{\"choices\": [{\"text\": \" upon a time\", \"finish_reason\": \"stop\"}]}";
        try (LocalService service = new LocalService(asked -> answer);
                Endpoint endpoint = service.endpoint(cache)) {
            RemotePolicy policy = new RemotePolicy(endpoint, 1, List.of());
            assertThat(policy.complete(List.of(Prompt.text("Once")), new Answering.Written(20)))
                    .containsExactly(" upon a time");
            assertThat(service.asked().getFirst().path()).isEqualTo("/v1/completions");
        }
    }
}
