package lockpick.study.endpoint;

import static lockpick.study.endpoint.LocalService.broken;
import static lockpick.study.endpoint.LocalService.busy;
import static lockpick.study.endpoint.LocalService.chat;
import static lockpick.study.endpoint.LocalService.dropped;
import static lockpick.study.endpoint.LocalService.saying;
import static lockpick.study.endpoint.LocalService.silence;
import static lockpick.study.endpoint.LocalService.silenceAfterHalf;
import static lockpick.study.endpoint.LocalService.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lockpick.engine.chat.Message;
import lockpick.engine.tensor.Seed;
import lockpick.study.endpoint.EndpointConfig.TokenLimit;
import lockpick.study.endpoint.LocalService.Reply;
import lockpick.study.endpoint.Written.Ending;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EndpointTest {

    private static final Request HELLO = Request.Chat.of("hello", Draw.greedy(5));

    @TempDir
    private Path cache;

    private final WatchedTime time = new WatchedTime();

    @Test
    void aChatIsSentAsTheInterfaceWantsIt() {
        try (var service = new LocalService(asked -> chat("hi"));
                Endpoint endpoint = service.endpoint(cache, time)) {
            Draw draw = Draw.one(0.5, 7, 3).withStops(List.of("\n"));
            Answer answer = endpoint.ask(
                    new Request.Chat(List.of(Message.system("be brief"), Message.user("say \"é\"")), draw));
            assertThat(answer.completions()).containsExactly(new Written("hi", Ending.STOP, List.of()));
            assertThat(service.asked()).singleElement().satisfies(asked -> {
                assertThat(asked.path()).isEqualTo("/v1/chat/completions");
                assertThat(asked.headers()).doesNotContainKey("authorization").doesNotContainKey("upgrade");
                assertThat(asked.body())
                        .hasToString("{\"model\":\"m-1\",\"messages\":[{\"role\":\"system\",\"content\":\"be brief\"},"
                                + "{\"role\":\"user\",\"content\":\"say \\\"é\\\"\"}],\"max_tokens\":7,"
                                + "\"temperature\":0.5,\"stop\":[\"\\n\"],\"seed\":3}");
            });
        }
    }

    @Test
    void aCompletionIsSentAsTheInterfaceWantsIt() {
        String answer = "{\"choices\": [{\"text\": \" a\", \"finish_reason\": \"length\", \"logprobs\": {\"tokens\":"
                + " [\" a\"], \"token_logprobs\": [-0.5], \"top_logprobs\": [{\" a\": -0.5, \" b\": -1.5}]}},"
                + " {\"text\": \"\", \"finish_reason\": \"stop\", \"logprobs\": {\"tokens\": [],"
                + " \"token_logprobs\": [], \"top_logprobs\": []}}]}";
        try (var service = new LocalService(asked -> answer);
                Endpoint endpoint = service.endpoint(cache, time)) {
            List<Written> written = endpoint.ask(new Request.Completion(
                            "Once", Draw.greedy(1).withTopLogProbs(2).withCount(2)))
                    .completions();
            assertThat(written.getFirst().ending()).isEqualTo(Ending.LENGTH);
            assertThat(written.getFirst().tokens())
                    .containsExactly(new Written.TokenChoice(
                            new Written.ScoredToken(" a", -0.5),
                            List.of(new Written.ScoredToken(" a", -0.5), new Written.ScoredToken(" b", -1.5))));
            assertThat(written.get(1).text()).isEmpty();
            assertThat(service.asked().getFirst().body())
                    .hasToString("{\"model\":\"m-1\",\"prompt\":\"Once\",\"logprobs\":2,\"max_tokens\":1,"
                            + "\"temperature\":0.0,\"n\":2}");
            assertThat(endpoint.usage().uncounted()).isEqualTo(1);
        }
    }

    @Test
    void answersComeInTheOrderOfTheRequestsAndEqualOnesAreSentOnce() {
        try (var service = LocalService.chatting(text -> "to " + text);
                Endpoint endpoint = service.endpoint(cache, time)) {
            List<Request.Chat> requests = IntStream.range(0, 50)
                    .mapToObj(i -> Request.Chat.of("number " + i % 40, Draw.greedy(5)))
                    .toList();
            assertThat(endpoint.ask(requests))
                    .extracting(Answer::text)
                    .containsExactlyElementsOf(IntStream.range(0, 50)
                            .mapToObj(i -> "to number " + i % 40)
                            .toList());
            assertThat(service.asked()).hasSize(40);
        }
    }

    @Test
    void asManyRequestsAsAllowedAreUnderWayAndNoMore() {
        CountDownLatch four = new CountDownLatch(4);
        try (var service = new LocalService(asked -> {
                    four.countDown();
                    await(four); // the first four wait for each other
                    return chat("");
                });
                Endpoint endpoint = service.endpoint(cache, time)) {
            endpoint.ask(IntStream.range(0, 20)
                    .mapToObj(i -> Request.Chat.of("number " + i, Draw.greedy(5)))
                    .toList());
            assertThat(service.mostAtOnce()).isEqualTo(4);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static Stream<Reply> failuresThatPass() {
        return Stream.of(
                busy(),
                status(408, "", ""),
                status(409, "", "{}"),
                status(429, "", "{\"error\": {\"message\": \"slow down\"}}"),
                status(500, "", "<html>"),
                status(599, "", ""),
                dropped(),
                broken(),
                saying(""),
                saying("{\"choices\""),
                saying("<html>welcome</html>"),
                saying("[]"),
                saying("{\"choices\": []}"),
                saying("{\"choices\": [{\"message\": {\"content\": null}}]}"),
                saying("{\"choices\": [{\"message\": {\"content\": 5}}]}"),
                saying(chat("hi") + chat("ho")));
    }

    @ParameterizedTest
    @MethodSource("failuresThatPass")
    void whatMayPassIsTriedAgain(Reply failure) {
        try (var service = LocalService.chatting(text -> "hi");
                Endpoint endpoint = service.endpoint(cache, time)) {
            service.next(failure, failure, failure);
            assertThat(endpoint.ask(HELLO).text()).isEqualTo("hi");
            assertThat(service.asked()).hasSize(4);
            assertThat(time.passed()).hasSize(3);
            assertThat(endpoint.usage().failed()).isEqualTo(3);
            assertThat(endpoint.usage().answered()).isEqualTo(1);
        }
    }

    @Test
    void aServiceThatFallsSilentIsAskedAgain() {
        try (var service = LocalService.chatting(text -> "hi");
                Endpoint endpoint = service.impatient(cache, time)) {
            service.next(silence(), silenceAfterHalf());
            assertThat(endpoint.ask(HELLO).text()).isEqualTo("hi");
            assertThat(service.asked()).hasSizeGreaterThanOrEqualTo(3);
        }
    }

    /** Each pause lies between half and all of 1, 2, 4 s, by the seed. */
    @Test
    void pausesDoubleAndVaryByTheSeed() {
        List<Duration> first = pausesOf(new Seed(1));
        assertThat(first).hasSize(3);
        for (int i = 0; i < 3; i++) {
            assertThat(first.get(i)).isBetween(Duration.ofMillis(500L << i), Duration.ofMillis(1000L << i));
        }
        assertThat(pausesOf(new Seed(1))).isEqualTo(first);
        assertThat(pausesOf(new Seed(2))).isNotEqualTo(first);
    }

    private static List<Duration> pausesOf(Seed seed) {
        WatchedTime watched = new WatchedTime();
        Backoff backoff = new Backoff("here", 9, seed, watched);
        for (int i = 0; i < 3; i++) {
            try {
                backoff.await(new TryAgainException("it is busy"));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return watched.passed();
    }

    @ParameterizedTest
    @CsvSource({
        "Retry-After, 20, 20000",
        "Retry-After, 0.25, 250",
        "Retry-After, 'Thu, 01 Jan 2026 00:00:30 GMT', 30000",
        "retry-after-ms, 1500, 1500"
    })
    void asLongAsTheServiceAsksIsWaitedAndALittleMore(String header, String value, long millis) {
        try (var service = LocalService.chatting(text -> "hi");
                Endpoint endpoint = service.endpoint(cache, time)) {
            service.next(status(429, header + ": " + value + "\r\n", ""));
            assertThat(endpoint.ask(HELLO).text()).isEqualTo("hi");
            assertThat(time.passed())
                    .singleElement()
                    .satisfies(pause ->
                            assertThat(pause).isBetween(Duration.ofMillis(millis), Duration.ofMillis(millis + 1000)));
        }
    }

    @Test
    void whatDoesNotPassIsSaidInTheEnd() {
        try (var service = LocalService.chatting(text -> "hi");
                Endpoint endpoint = service.endpoint(cache, time)) {
            service.next(busy(), busy(), dropped(), saying("{\"choices\": []}"));
            assertThatThrownBy(() -> endpoint.ask(HELLO))
                    .isInstanceOf(EndpointException.class)
                    .hasMessage(
                            service.url() + "/chat/completions: the answer cannot be used: it holds 0 choices where 1"
                                    + " were asked for, 4 times in a row; see that the service runs, or give the same command"
                                    + " again later: what has been answered is kept");
        }
    }

    @Test
    void aServiceThatIsNotThereIsSaid() {
        LocalService service = LocalService.chatting(text -> "hi");
        try (Endpoint endpoint = service.endpoint(cache, time)) {
            service.close();
            assertThatThrownBy(() -> endpoint.ask(HELLO))
                    .isInstanceOf(EndpointException.class)
                    .hasMessageStartingWith(
                            service.url() + "/chat/completions: it cannot be reached, 4 times in a row");
        }
    }

    @Test
    void anHourIsNotWaited() {
        try (var service = LocalService.chatting(text -> "hi");
                Endpoint endpoint = service.endpoint(cache, time)) {
            service.next(status(429, "Retry-After: 3600\r\n", "{\"error\": {\"message\": \"daily limit\"}}"));
            assertThatThrownBy(() -> endpoint.ask(HELLO))
                    .hasMessageContaining("HTTP 429 (daily limit) and asks to come back in 60 min");
            assertThat(time.passed()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400|{\"error\": {\"message\": \"bad n\"}}|HTTP 400 for m-1 (bad n); the service does not take this request",
                "403|{\"detail\": \"no\"}|HTTP 403 for m-1 (no); see that the account of no API key may use this model",
                "404|{\"message\": \"no m-1\"}|HTTP 404 for m-1 (no m-1); see that the url is the service's up to its",
                "413|{\"error\": \"too long\"}|HTTP 413 for m-1 (too long); the request is too large",
                "401|{\"error\": {\"message\": \"sk-a**z\"}}|HTTP 401 for m-1; the service wants an API key; name the",
                "400|<html>no</html>|HTTP 400 for m-1; the service does not",
                "302|elsewhere|HTTP 302 for m-1 (elsewhere); this is no answer of a model service; check the url",
                "429|{\"error\": {\"code\": \"insufficient_quota\"}}|has no credit left; what has been answered is kept"
            })
    void whatTheServiceRefusesIsSaidAtOnce(int status, String body, String message) {
        try (var service = LocalService.chatting(text -> "hi");
                Endpoint endpoint = service.endpoint(cache, time)) {
            service.next(status(status, "Location: http://127.0.0.1:9/\r\n", body));
            assertThatThrownBy(() -> endpoint.ask(HELLO))
                    .isInstanceOf(EndpointException.class)
                    .hasMessageStartingWith(service.url() + "/chat/completions: HTTP " + status)
                    .hasMessageContaining(message);
            assertThat(service.asked()).hasSize(1);
        }
    }

    @Test
    void aRefusalEndsTheWorkAtOnceAndWhatWasAnsweredIsKept() {
        try (var service = LocalService.chatting(text -> "to " + text)) {
            try (Endpoint endpoint = service.endpoint(cache, time)) {
                endpoint.ask(HELLO);
                service.next(status(400, "", "{}"));
                assertThatThrownBy(() -> endpoint.ask(List.of(HELLO, Request.Chat.of("other", Draw.greedy(5)))))
                        .isInstanceOf(EndpointException.class);
            }
            try (Endpoint again = service.endpoint(cache, time)) {
                assertThat(again.ask(HELLO).text()).isEqualTo("to hello");
                assertThat(again.usage().answered()).isZero();
            }
        }
    }

    @Test
    void theLimitOfTokensIsCalledAsTheServiceWantsIt() {
        try (var service = LocalService.chatting(text -> "hi")) {
            EndpointConfig config = new EndpointConfig(
                    service.url() + "/",
                    "m-1",
                    Optional.empty(),
                    1,
                    60,
                    1,
                    TokenLimit.MAX_COMPLETION_TOKENS,
                    Optional.of(2.0),
                    Optional.of(8.0));
            try (Endpoint endpoint = new Endpoint(config, Map.of(), cache, new Seed(1))) {
                endpoint.ask(HELLO);
                endpoint.ask(HELLO);
                assertThat(service.asked().getFirst().body().has("max_completion_tokens"))
                        .isTrue();
                // 10 tokens in at 2, 3 out at 8 a million: 20 + 24 = 44 millionths
                assertThat(endpoint.usage()).isEqualTo(new Usage(1, 1, 0, 10, 3, 0, Optional.of(44e-6)));
                assertThat(endpoint.usage())
                        .hasToString("2 requests (1 from the cache), 10 tokens in, 3 out, cost 0.00");
            }
        }
    }
}
