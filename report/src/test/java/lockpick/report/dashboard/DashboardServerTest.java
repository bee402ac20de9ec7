package lockpick.report.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import lockpick.report.GrowingStudy;
import lockpick.report.Site.StudyFolder;
import lockpick.report.SyntheticStudy;
import lockpick.report.read.UnreadableRunException;
import lockpick.study.run.RunWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A dashboard over HTTP while the runs of a study are written. */
@Timeout(60)
class DashboardServerTest {

    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final String TOKEN = "sesame-0123456789";

    @TempDir
    private Path folder = Path.of("");

    private final List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
    private GrowingStudy study = new GrowingStudy(folder, folder, List.of());

    @BeforeEach
    void writeStudy() throws IOException {
        study = GrowingStudy.in(folder);
    }

    @AfterEach
    void nothingFailed() {
        assertThat(failures).isEmpty();
    }

    private DashboardServer open(Optional<AccessToken> token) throws IOException {
        return new DashboardServer(List.of(study.folder()), ANY_PORT, token, Duration.ofMillis(20), failures::add);
    }

    @Test
    void whatHappensToRunsIsToldAsItHappens() throws Exception {
        String run = study.last().getFirst();
        String page = "/runs/" + run + ".html";
        try (DashboardServer server = open(Optional.empty());
                Reader reader = new Reader(server)) {
            Reader.Events events = reader.events();
            JsonNode first = events.awaitSaid("20 of 22 runs finished, none running");
            assertThat(first.required("left").stringValue()).isEmpty();
            assertThat(reader.get(page).statusCode()).isEqualTo(404);

            try (RunWriter writer = study.begin(run)) {
                events.awaitSaid("20 of 22 runs finished, 1 running");
                writer.progress(3, 10);
                JsonNode now =
                        events.await(message -> message.at("/running/0/share").doubleValue() == 0.3);
                assertThat(now.at("/running/0/name").stringValue())
                        .isEqualTo("sft of sft-12.5k, demonstrations weak, k 256, rate 1e-4, seed 1");
                assertThat(now.at("/running/0/said").stringValue()).startsWith("30\u202f%, ");
                assertThat(now.required("left").stringValue()).matches("about .+ left");
            }
            events.awaitSaid("20 of 22 runs finished, none running"); // its process was stopped

            study.finish(run);
            events.awaitSaid("21 of 22 runs finished, none running");
            events.await(message -> message.required("build").longValue()
                    > first.required("build").longValue());
            assertThat(reader.get(page).body()).contains("demonstrations weak, k 256, rate 1e-4, seed 1");
            study.finish(study.last().getLast());
            assertThat(events.awaitSaid("All 22 runs have finished")
                            .required("share")
                            .doubleValue())
                    .isEqualTo(1);
        }
    }

    @Test
    void whyARunFailedIsToldUntilItIsBegunAgain() throws Exception {
        String run = study.last().getFirst();
        Path work = Files.createDirectory(study.runs().resolve(".work"));
        Files.writeString(work.resolve(run + ".failed"), "not finite: the loss of step 3\n");
        try (DashboardServer server = open(Optional.empty());
                Reader reader = new Reader(server)) {
            Reader.Events events = reader.events();
            JsonNode failed = events.awaitSaid("20 of 22 runs finished, none running, 1 failed");
            assertThat(failed.at("/failed/0/why").stringValue()).isEqualTo("not finite: the loss of step 3");

            try (RunWriter writer = study.begin(run)) {
                JsonNode again = events.awaitSaid("20 of 22 runs finished, 1 running");
                assertThat(again.required("failed").size()).isZero();
                writer.progress(1, 10);
            }
        }
    }

    @Test
    void whatCannotBeReadIsToldAndTheSiteStays() throws Exception {
        String run = study.last().getFirst();
        Files.writeString(study.aside().resolve(run).resolve("metrics.jsonl"), "{}\n");
        try (DashboardServer server = open(Optional.empty());
                Reader reader = new Reader(server)) {
            study.finish(run);
            JsonNode message = reader.events()
                    .await(news -> !news.required("problem").stringValue().isEmpty());
            assertThat(message.required("problem").stringValue())
                    .contains("metrics.jsonl", "delete " + study.runs().resolve(run));
            assertThat(reader.get("/").body()).contains("20 of 22 runs finished");
        }
    }

    @Test
    void onlyReportsOfStudiesWithNewRunsAreDrawnAgain() throws IOException {
        Watch watch = new Watch(List.of(study.folder()));
        LiveSite site = new LiveSite(folder.resolve("site"));
        Path report = Path.of("studies", SyntheticStudy.NAME, "index.html");
        Path first = site.build(watch.look().studies(), 1).folder().resolve(report);
        Path second = site.build(watch.look().studies(), 2).folder().resolve(report);
        study.finish(study.last().getFirst());
        Path third = site.build(watch.look().studies(), 3).folder().resolve(report);

        assertThat(Files.isSameFile(first, second)).isTrue();
        assertThat(Files.isSameFile(second, third)).isFalse();
        assertThat(third).content().contains("21 of 22 runs finished");
    }

    @Test
    void pagesOfTheBuildBeforeReadTheirOwnData() throws Exception {
        try (DashboardServer server = open(Optional.empty());
                Reader reader = new Reader(server)) {
            Reader.Events events = reader.events();
            long first = events.await(message -> true).required("build").longValue();
            study.finish(study.last().getFirst());
            events.await(message -> message.required("build").longValue() > first);

            String now = reader.get("/data/catalog.js").body();
            assertThat(reader.get("/data/catalog.js?build=" + first).body())
                    .isNotEqualTo(now)
                    .doesNotContain(study.last().getFirst());
            assertThat(reader.get("/data/catalog.js?build=1").statusCode()).isEqualTo(404);
            assertThat(now).contains(study.last().getFirst());
        }
    }

    @Test
    void itOnlyReads() throws Exception {
        try (DashboardServer server = open(Optional.empty());
                Reader reader = new Reader(server)) {
            for (String method : List.of("POST", "PUT", "DELETE", "PATCH", "OPTIONS")) {
                HttpResponse<String> refused = reader.ask(method, "/index.html");
                assertThat(refused.statusCode()).as(method).isEqualTo(405);
                assertThat(refused.headers().firstValue("Allow")).hasValue("GET, HEAD");
            }
            assertThat(reader.ask("HEAD", "/").statusCode()).isEqualTo(200);
            HttpResponse<String> page = reader.get("/");
            assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
            assertThat(page.headers().firstValue("Cross-Origin-Resource-Policy"))
                    .as("no other page reads data as a script")
                    .hasValue("same-origin");
        }
    }

    @Test
    void nothingButTheSiteIsServed() throws Exception {
        Files.writeString(folder.resolve("secret.html"), "secret");
        try (DashboardServer server = open(Optional.empty());
                Reader reader = new Reader(server)) {
            for (String path : List.of(
                    "/../../secret.html",
                    "/%2e%2e/%2e%2e/secret.html",
                    "/assets/..%2f..%2f..%2fsecret.html",
                    "/..%5c..%5csecret.html",
                    "/%00",
                    "//etc/passwd",
                    "/%2fetc/passwd",
                    "/data",
                    "/runs/")) {
                HttpResponse<String> answer = reader.get(path);
                assertThat(answer.statusCode()).as(path).isEqualTo(404);
                assertThat(answer.body()).endsWith("not here; the first page is /\n");
            }
        }
    }

    @Test
    void whoDoesNotKnowTheTokenSeesNothing() throws Exception {
        try (DashboardServer server = open(Optional.of(AccessToken.of(TOKEN)));
                Reader reader = new Reader(server)) {
            for (String path :
                    List.of("/", "/events", "/data/catalog.js", "/?token=", "/?token=" + TOKEN + "x", "/x")) {
                HttpResponse<String> refused = reader.get(path);
                assertThat(refused.statusCode()).as(path).isEqualTo(401);
                assertThat(refused.body())
                        .contains("'lockpick dashboard' printed")
                        .doesNotContain(TOKEN);
            }
            assertThat(reader.get("/", "Authorization", "Bearer " + TOKEN + "x").statusCode())
                    .isEqualTo(401);
            assertThat(reader.get("/", "Authorization", "Bearer " + TOKEN).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void theTokenOfAnAddressBecomesACookie() throws Exception {
        AccessToken token = AccessToken.random();
        String address = token.in("/runs.html");
        try (DashboardServer server = open(Optional.of(token));
                Reader reader = new Reader(server)) {
            HttpResponse<String> answer = reader.get(address);
            assertThat(answer.statusCode()).isEqualTo(303);
            assertThat(answer.headers().firstValue("Location")).hasValue("/runs.html");
            String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
            assertThat(cookie).endsWith("; Path=/; HttpOnly; SameSite=Lax");
            String kept = cookie.substring(0, cookie.indexOf(';'));
            assertThat(reader.get("/runs.html", "Cookie", "other=1; " + kept).statusCode())
                    .isEqualTo(200);
            assertThat(reader.get("/runs.html", "Cookie", kept + "x").statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void othersThanThisMachineNeedAToken() throws IOException {
        InetSocketAddress everywhere = new InetSocketAddress("0.0.0.0", 0);
        assertThatThrownBy(() -> new DashboardServer(
                        List.of(study.folder()), everywhere, Optional.empty(), Duration.ofSeconds(1), failures::add))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("give a token");
        assertThatThrownBy(() -> AccessToken.of("short"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 16");
        // a web page whose name leads here
        try (DashboardServer server = open(Optional.empty())) {
            assertThat(raw(server, "GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 403")
                    .contains("expected localhost");
        }
    }

    private static String raw(DashboardServer server, String request) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aStudyThatIsNotThereIsSaidAtOnce() {
        assertThatThrownBy(() -> new DashboardServer(
                        List.of(new StudyFolder(study.runs(), "other")),
                        ANY_PORT,
                        Optional.empty(),
                        Duration.ofSeconds(1),
                        failures::add))
                .isInstanceOf(UnreadableRunException.class)
                .hasMessageContaining("expected the graph of study 'other'");
    }
}
