package lockpick.study.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import lockpick.engine.chat.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerCacheTest {

    private static final Request HELLO = Request.Chat.of("hello", Draw.greedy(5));

    @TempDir
    private Path cache;

    @Test
    void whatWasAnsweredIsNotAskedAgain() {
        try (var service = LocalService.chatting(text -> "to " + text)) {
            for (int i = 0; i < 3; i++) {
                assertThat(ask(service, HELLO).getFirst()).isEqualTo("to hello");
            }
            assertThat(service.asked()).hasSize(1);
        }
    }

    @Test
    void whatWasAnsweredBeforeAKillIsNotPaidAgain() throws IOException, InterruptedException {
        CountDownLatch third = new CountDownLatch(1);
        CountDownLatch killed = new CountDownLatch(1);
        try (var service = LocalService.chatting(text -> {
            if (text.equals("three") && third.getCount() > 0) {
                third.countDown();
                await(killed);
            }
            return "to " + text;
        })) {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            AskingProcess.class.getName(),
                            service.url(),
                            cache.toString())
                    .inheritIO()
                    .start();
            try {
                await(third);
            } finally {
                process.destroyForcibly().waitFor();
                killed.countDown();
            }
            try (Endpoint endpoint = service.endpoint(cache)) {
                assertThat(endpoint.ask(AskingProcess.requests()))
                        .extracting(Answer::text)
                        .containsExactly("to one", "to two", "to three");
                assertThat(endpoint.usage().cached()).isEqualTo(2);
            }
            assertThat(service.asked())
                    .extracting(LocalService.Asked::turn)
                    .containsExactly("one", "two", "three", "three");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whateverCouldChangeTheAnswerIsAnotherRequest() {
        try (var service = LocalService.chatting(text -> "to " + text)) {
            List<Request> different = List.of(
                    HELLO,
                    Request.Chat.of("hello ", Draw.greedy(5)),
                    Request.Chat.of("hello", Draw.greedy(6)),
                    Request.Chat.of("hello", Draw.one(0, 5, 1)),
                    Request.Chat.of("hello", Draw.one(0, 5, 2)),
                    Request.Chat.of("hello", Draw.one(1, 5, 2)),
                    Request.Chat.of("hello", Draw.greedy(5).withStops(List.of("x"))),
                    new Request.Chat(List.of(Message.system("hello")), Draw.greedy(5)));
            different.forEach(request -> ask(service, request));
            assertThat(service.asked()).hasSize(different.size());
        }
        try (var other = LocalService.chatting(text -> "other")) {
            assertThat(ask(other, HELLO)).containsExactly("other"); // at another address
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "cut", "bit", "noise"})
    void aDamagedAnswerIsAskedForAgainAndMended(String damage) throws IOException {
        try (var service = LocalService.chatting(text -> "to " + text)) {
            ask(service, HELLO);
            Path file = files().getFirst();
            String whole = Files.readString(file);
            byte[] bytes = Files.readAllBytes(file);
            switch (damage) {
                case "cut" -> Files.writeString(file, whole.substring(0, whole.length() - 1));
                case "bit" -> {
                    bytes[bytes.length - 20] ^= 1;
                    Files.write(file, bytes);
                }
                case "noise" -> Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 10, 0});
                default -> Files.writeString(file, damage);
            }
            assertThat(ask(service, HELLO)).containsExactly("to hello");
            assertThat(Files.readString(file)).isEqualTo(whole);
            assertThat(service.asked()).hasSize(2);
            assertThat(files()).hasSize(1);
        }
    }

    @Test
    void aFolderThatCannotBeWrittenToIsSaid() throws IOException {
        Path file = Files.writeString(cache.resolve("file"), "");
        try (var service = LocalService.chatting(text -> "hi");
                Endpoint endpoint = service.endpoint(file)) {
            assertThatThrownBy(() -> endpoint.ask(HELLO))
                    .isInstanceOf(EndpointException.class)
                    .hasMessageStartingWith(file.toString());
        }
    }

    @Test
    void onlyTextsWithoutAVectorAreSent() {
        try (var service = Vectors.service()) {
            try (Endpoint endpoint = service.endpoint(cache)) {
                endpoint.embed(List.of("a", "bb"), Optional.empty());
            }
            try (Endpoint endpoint = service.endpoint(cache)) {
                assertThat(endpoint.embed(List.of("ccc", "a", "bb", "ccc"), Optional.empty()))
                        .containsExactly(
                                new float[] {3, 1}, new float[] {1, 1}, new float[] {2, 1}, new float[] {3, 1});
                assertThat(endpoint.usage().cached()).isEqualTo(2);
            }
            assertThat(service.asked())
                    .extracting(asked -> asked.body().path("input").toString())
                    .containsExactly("[\"a\",\"bb\"]", "[\"ccc\"]");
        }
    }

    private List<String> ask(LocalService service, Request request) {
        try (Endpoint endpoint = service.endpoint(cache)) {
            return List.of(endpoint.ask(request).text());
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(cache)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
