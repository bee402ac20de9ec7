package lockpick.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code lockpick dashboard} beside {@code lockpick run}, on runs that are only arithmetic. */
class DashboardTest {

    private static final Path HOME =
            Path.of(System.getProperty("lockpick.home", "..")).toAbsolutePath().normalize();

    @TempDir
    private Path folder = Path.of("");

    private TinyStudy study = new TinyStudy(folder);

    @BeforeEach
    void writeStudy() throws IOException {
        study = TinyStudy.in(folder);
        Path file = folder.resolve("tiny.yaml");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("k: [4, 16]", "k: [4, 16], epochs: none, budgets: [5120]")); // as the fixture logs it
    }

    /** Everything that it does before it would wait for Ctrl-C. */
    private static Said dashboard(Map<String, String> environment, String... arguments) {
        return Said.by(console -> new Dashboard(console, environment, new CountDownLatch(0)), arguments);
    }

    @Test
    void itTellsHowAnotherProcessComputesTheStudy() throws Exception {
        LockpickProcess shown = study.start(List.of(), "dashboard", "tiny.yaml", "--port", "0");
        HttpClient client = HttpClient.newHttpClient();
        try {
            shown.awaitPrinted("Ctrl-C ends it\n");
            String url = Pattern.compile("dashboard: (http://127\\.0\\.0\\.1:\\d+/)   Ctrl-C ends it")
                    .matcher(shown.printed())
                    .results()
                    .map(line -> line.group(1))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("another line"));
            Iterator<String> lines = client.send(get(url + "events"), BodyHandlers.ofLines())
                    .body()
                    .iterator();
            await(lines, message -> said(message).equals("0 of 8 runs finished, none running"));

            LockpickProcess failing = study.start(
                    List.of("-Dfixture.fault=throw", "-Dfixture.fault-kind=lock", "-Dfixture.graded=true"),
                    "run",
                    "tiny.yaml",
                    "--no-report");
            JsonNode failed =
                    await(lines, message -> said(message).equals("2 of 8 runs finished, none running, 2 failed"));
            assertThat(failed.at("/failed/0/name").stringValue()).isEqualTo("lock from-scratch, seed 0");
            assertThat(failed.at("/failed/0/why").stringValue()).contains("the fixture was told to fail");
            assertThat(failing.await().exitCode()).isEqualTo(1);

            LockpickProcess mended = study.start(
                    List.of("-Dfixture.step-millis=60", "-Dfixture.graded=true"), "run", "tiny.yaml", "--no-report");
            JsonNode running =
                    await(lines, message -> message.at("/running/0/share").asDouble(0) > 0);
            assertThat(running.required("left").stringValue()).matches("about .+ left");
            JsonNode all = await(lines, message -> said(message).equals("All 8 runs have finished"));
            assertThat(all.required("failed").size()).isZero();
            assertThat(mended.await().exitCode()).isZero();
            String page = "runs/" + study.strong().getFileName() + ".html";
            assertThat(client.send(get(url + page), BodyHandlers.ofString()).body())
                    .contains("strong policy, seed 0");
        } finally {
            client.shutdownNow(); // close() would wait for the end of the events
            shown.signalAlone("INT");
        }
        LockpickProcess.Result ended = shown.await();
        assertThat(ended.exitCode()).isEqualTo(130);
        assertThat(ended.lastLine()).isEqualTo("stopped");
    }

    private static HttpRequest get(String url) {
        return HttpRequest.newBuilder(URI.create(url)).build();
    }

    private static String said(JsonNode message) {
        return message.required("said").stringValue();
    }

    private static JsonNode await(Iterator<String> lines, Predicate<JsonNode> wanted) {
        while (lines.hasNext()) {
            String line = lines.next();
            if (line.startsWith("data: ")) {
                JsonNode message = JsonMapper.shared().readTree(line.substring("data: ".length()));
                if (wanted.test(message)) {
                    return message;
                }
            }
        }
        throw new AssertionError("the stream ended");
    }

    @Test
    void everyExampleIsServed() throws IOException {
        String help =
                new CommandLine(new Dashboard(Console.ofProcess(), Map.of(), new CountDownLatch(0))).getUsageMessage();
        String texts = (help
                        + Files.readString(HOME.resolve("README.md"))
                        + Files.readString(HOME.resolve("docs/design/site.md")))
                .replaceAll("\\\\\n\\s+", "");
        List<String> examples = Pattern.compile("lockpick dashboard((?: (?:studies/|runs|--)[^`\n]*))")
                .matcher(texts)
                .results()
                .map((MatchResult example) -> example.group(1).strip())
                .distinct()
                .toList();
        assertThat(examples).hasSizeGreaterThan(4);
        Files.createDirectories(study.runs().resolve("studies"));
        dashboard(
                Map.of(),
                folder.resolve("tiny.yaml").toString(),
                "--port",
                "0",
                "--runs",
                study.runs().toString());
        for (String example : examples) {
            List<String> arguments = new ArrayList<>();
            Stream.of(example.replaceAll("--port \\d+", "").split(" +"))
                    .forEach(word -> arguments.add(
                            switch (word) {
                                case "runs" -> study.runs().toString();
                                case "studies/laptop" -> folder.toString(); // to read all of those takes a while
                                default ->
                                    word.startsWith("studies/")
                                            ? HOME.resolve(word).toString()
                                            : word;
                            }));
            arguments.addAll(List.of("--port", "0", "--runs", study.runs().toString()));
            Said said = dashboard(Map.of("LOCKPICK_TOKEN", "sesame-0123456789"), arguments.toArray(String[]::new));
            assertThat(said.problems()).as(example).isEmpty();
            assertThat(said.out())
                    .startsWith("dashboard: http://")
                    .satisfies(out -> assertThat(out.contains("?token="))
                            .as(example)
                            .isEqualTo(example.contains("--host 0.0.0.0")));
            assertThat(said.exitCode()).isZero();
        }
    }

    @Test
    void mistakesAreOneSentence() throws IOException {
        String tiny = folder.resolve("tiny.yaml").toString();
        String runs = study.runs().toString();
        assertMistake(
                "--token-env = SHORT: not a token; expected at least 16 letters",
                dashboard(Map.of("SHORT", "sesame"), tiny, "--runs", runs, "--token-env", "SHORT"));
        assertMistake("--port = 70000: must be from 0 to 65535", dashboard(Map.of(), tiny, "--port", "70000"));
        assertMistake(
                "none.yaml: 1 problem",
                dashboard(Map.of(), folder.resolve("none.yaml").toString()));
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            assertMistake(
                    "127.0.0.1:" + port + ": cannot be had", dashboard(Map.of(), tiny, "--runs", runs, "--port", port));
        }
    }

    private static void assertMistake(String message, Said said) {
        assertThat(said.problems()).startsWith(message);
        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.out()).isEmpty();
    }
}
