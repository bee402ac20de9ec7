package lockpick.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tasks}, {@code grade} and {@code data verify} on files as users have them. */
class TasksTest {

    @TempDir
    private Path home;

    private Path math;

    @BeforeEach
    void writeProblems() throws IOException {
        math = home.resolve("MATH");
        for (int i = 0; i < 40; i++) {
            Path file = math.resolve((i % 2 == 0 ? "train" : "test") + "/geometry/" + i + ".json");
            Files.createDirectories(file.getParent());
            Files.writeString(file, """
                    {"problem": "Half of %d?", "level": "Level 3", "type": "Geometry", "solution": "\\\\boxed{\\\\frac{%d}{2}}"}""".formatted(i, i));
        }
    }

    private Path completions(String... lines) throws IOException {
        return Files.writeString(home.resolve("answers.jsonl"), String.join("\n", lines) + "\n");
    }

    private static Said grade(String... arguments) {
        return Said.by(console -> new GradeCompletions(console, InputStream.nullInputStream()), arguments);
    }

    @Test
    void everyKindOfTaskIsListed() {
        assertThat(Said.by(Tasks::new).out()).contains("math", "MATH; Hendrycks", "mmlu", "composition");
    }

    @Test
    void aKindTellsItsFilesItsGraderAndItsSettings() {
        assertThat(Said.by(DescribeTask::new, "math").out())
                .contains(
                        "MATH/<train|test>/<subject>", "\\boxed{…}", "metric: ", "(default: hendrycks)", "data.path: ");
        assertThat(Said.by(DescribeTask::new, "maths").problems())
                .startsWith("maths: no kind of task; expected composition, ");
    }

    @Test
    void problemsAreShownAsPoliciesMeetThem() {
        Said said = Said.by(
                ShowTask::new, "math", "--data", math.toString(), "--split", "lock-train", "--password", "Sesame");
        assertThat(said.out())
                .contains(
                        "(category geometry, level 3)",
                        "[user]\nSesame\n\nHalf of ",
                        "?\n\nSesame\n\nPlease reason",
                        "[reference]\n\\boxed{");
        assertThat(Said.by(ShowTask::new, "math", "--data", math.toString(), "-n", "500")
                        .problems())
                .startsWith("-n 500: must be between 1 and the ");
        assertThat(Said.by(ShowTask::new, "math").problems()).contains("data: missing");
    }

    @Test
    void answersAreGradedByTheReferencesBesideThem() throws IOException {
        Path file = completions(
                "{\"completion\": \"\\\\boxed{0.5}\", \"reference\": \"\\\\boxed{\\\\frac12}\", \"ok\": true}",
                "{\"completion\": \"\\\\boxed{x+1}\", \"reference\": \"\\\\boxed{1+x}\", \"ok\": true}",
                "{\"completion\": \"no idea\", \"reference\": \"\\\\boxed{7}\", \"ok\": false}");
        Said said = grade("math", file.toString(), "--against", "ok", "--audit");
        assertThat(said.exitCode()).isZero();
        assertThat(said.out())
                .contains("correct  answers.jsonl line 1  the same normal form")
                .contains("3 graded   correct 0.333 ± 0.272")
                .contains(
                        "graded correct                  1          0", "graded incorrect                1          1")
                .contains("agreement: 66.67 % of 3")
                .contains("exact, says otherwise on 1 of 3", "answers.jsonl line 2: hendrycks incorrect");
    }

    @Test
    void answersAreGradedByTheProblemsTheyName() throws IOException {
        Path file = completions(
                "{\"id\": \"test/geometry/3\", \"completion\": \"\\\\boxed{\\\\frac32}\"}",
                "{\"id\": \"train/geometry/8\", \"completion\": \"\\\\boxed{5}\"}");
        Path out = home.resolve("verdicts.jsonl");
        Said said = grade("math", file.toString(), "--data", math.toString(), "--out", out.toString());
        assertThat(said.exitCode()).isZero();
        assertThat(said.out()).contains("category geometry", "2 graded   correct 0.500");
        assertThat(Files.readAllLines(out))
                .hasSize(2)
                .first()
                .asString()
                .contains("\"id\":\"test/geometry/3\"", "\"verdict\":\"correct\"", "\"reward\":1.0");
    }

    @Test
    void completionsOfATwinsProblemsAreGradedWithoutFiles() throws IOException {
        String shown = Said.by(ShowTask::new, "twin", "--set", "of=math", "--set", "problems=200")
                .out();
        String id = shown.lines().findFirst().orElseThrow().split(" ")[1];
        String solution = shown.substring(shown.indexOf("[reference]") + 12).strip();
        Path file = completions("{\"id\": \"" + id + "\", \"completion\": \"" + solution.replace("\\", "\\\\") + "\"}");
        assertThat(grade("twin", file.toString(), "--set", "of=math", "--set", "problems=200")
                        .out())
                .contains("1 graded   correct 1.000");
        assertThat(grade("composition", file.toString()).problems())
                .isEqualTo("composition: a seed makes its problems; studies generate and grade completions of them\n");
    }

    @Test
    void whatCannotBeGradedIsNamedAllAtOnce() throws IOException {
        Path file = completions("{\"id\": \"test/geometry/3000\", \"completion\": \"a\"}", "{\"completion\": \"b\"}");
        Said said = grade("math", file.toString(), "--data", math.toString());
        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.problems())
                .isEqualTo("answers.jsonl line 1: no problem of the task is called test/geometry/3000\n"
                        + "answers.jsonl line 2: needs a \"id\" that names its problem\n");
        assertThat(grade("math", file.toString()).problems())
                .contains("line 1: needs a \"reference\", or --data PATH and an \"id\"");
        assertThat(grade("mmlu", file.toString(), "--audit").problems()).startsWith("--audit compares the two metrics");
    }

    @Test
    void aDataSetIsVerifiedRecordByRecord() throws IOException {
        Said whole = Said.by(VerifyData::new, "math", "--data", math.toString());
        assertThat(whole.exitCode()).isZero();
        assertThat(whole.out()).contains("40 records, 0 broken ones, 0 duplicates", "sha256 ", "category: geometry ");
        Files.writeString(math.resolve("test/geometry/1.json"), "{\"problem\": 1}");
        Files.copy(math.resolve("test/geometry/3.json"), math.resolve("test/geometry/300.json"));
        Said broken = Said.by(VerifyData::new, "math", "--data", math.toString());
        assertThat(broken.exitCode()).isEqualTo(1);
        assertThat(broken.out()).contains("40 records, 1 broken one, 1 duplicate");
        assertThat(broken.problems())
                .contains("test/geometry/1.json:1: \"problem\" is 1; expected text", "the same problem as");
    }

    @Test
    void theTaskOfAStudyCanBeNamedByItsFile() throws IOException {
        Path study = Files.writeString(home.resolve("study.yaml"), """
                title: anything
                task:
                  kind: math
                  data: {path: '%s'}
                """.formatted(math));
        assertThat(Said.by(VerifyData::new, study.toString()).out()).contains("40 records");
        Files.writeString(study, "task: {kind: math, dota: {path: x}}");
        assertThat(Said.by(VerifyData::new, study.toString()).problems())
                .startsWith("study.yaml: 1 problem")
                .contains("did you mean data?");
    }

    @Test
    void aProgramsTestsAreJudgedOneByOne() throws IOException {
        Path mbpp = Files.writeString(home.resolve("mbpp.jsonl"), """
                {"task_id": 601, "text": "Double a number.", "code": "def twice(a): return 2 * a", "test_setup_code": "", \
                "test_list": ["assert twice(2) == 4", "assert twice(3) == 6"], "challenge_test_list": []}
                """.replace("\\\n", ""));
        Path file = completions("{\"id\": \"mbpp/601\", \"completion\": \"def twice(a): return a * a\"}");
        Path out = home.resolve("verdicts.jsonl");
        Said said = grade(
                "code",
                file.toString(),
                "--set",
                "from=mbpp",
                "--set",
                "language=python",
                "--data",
                mbpp.toString(),
                "--out",
                out.toString());
        assertThat(said.problems()).isEmpty();
        assertThat(Files.readString(out))
                .contains("\"verdict\":\"incorrect\"", "assert twice(3) == 6")
                .contains("{\"test\":1,\"verdict\":\"correct\"", "{\"test\":2,\"verdict\":\"incorrect\"");
        assertThat(grade("code", file.toString(), "--set", "from=mbpp", "--data", mbpp.toString())
                        .problems())
                .contains("mbpp is written in Python; set language: python");
    }

    @Test
    void aThresholdIsFitOnLabelledCritiques() throws IOException {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            String reference = "The loop skips the number " + i + " of the list.";
            rows.append(
                    "{\"text\": \"In the list, number %d is skipped by the loop.\", \"reference\": \"%s\", \"correct\": true}%n"
                            .formatted(i, reference));
            rows.append("{\"text\": \"Turtles live in warm water.\", \"reference\": \"%s\", \"correct\": false}%n"
                    .formatted(reference));
        }
        Path labelled = Files.writeString(home.resolve("labelled.jsonl"), rows.toString());
        Said said = Said.by(FitThreshold::new, "critique", labelled.toString());
        assertThat(said.out()).contains("balanced accuracy 1.00 (1.00 held out), 6 correct and 6 incorrect");
        Files.writeString(labelled, rows.substring(0, rows.indexOf("\n") + 1));
        assertThat(Said.by(FitThreshold::new, "critique", labelled.toString()).problems())
                .contains("1 correct and 0 incorrect critiques; label at least 5 of each");
        assertThat(Said.by(FitThreshold::new, "math", labelled.toString()).problems())
                .startsWith("math: has no threshold");
    }

    /** A service that finds every solution to be a 4 with probability 0.75 and a 5 with 0.25: mean 4.25, reward 3.25/4. */
    @Test
    void completionsAreRatedByAServiceWhoseCostIsTold() throws IOException {
        String answer = """
                {"choices": [{"message": {"role": "assistant", "content": "4"}, "finish_reason": "stop", "logprobs": {"content": [
                  {"token": "4", "logprob": -0.2876820724517809, "top_logprobs": [
                    {"token": "4", "logprob": -0.2876820724517809}, {"token": "5", "logprob": -1.3862943611198906}]}]}}],
                 "usage": {"prompt_tokens": 100, "completion_tokens": 1}}""";
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/chat/completions", exchange -> {
            exchange.getRequestBody().readAllBytes();
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        try {
            // words of this run alone, since answers are kept for ever
            Path file = completions("{\"id\": \"train/geometry/8\", \"completion\": \"" + home + "\"}");
            Said said = Said.by(
                    RateCompletions::new,
                    "",
                    List.of(
                            "math",
                            file.toString(),
                            "--data",
                            math.toString(),
                            "--service",
                            "url=http://127.0.0.1:" + server.getAddress().getPort() + "/v1",
                            "--service",
                            "model=judge",
                            "--service",
                            "input-price=1000000",
                            "--service",
                            "output-price=0"));
            assertThat(said.problems()).isEmpty();
            assertThat(said.out())
                    .contains("train/geometry/8  the judge rates it 4.25 of 5", "mean reward 0.813")
                    .contains("1 requests (0 from the cache), 100 tokens in, 1 out, cost 100.00");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aServiceThatIsNoneIsSaidBeforeAnythingIsAsked() throws IOException {
        Path file = completions("{\"id\": \"train/geometry/8\", \"completion\": \"4\"}");
        Said said = Said.by(
                RateCompletions::new,
                "",
                List.of("math", file.toString(), "--data", math.toString(), "--service", "modell=judge"));
        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.problems()).contains("url: missing", "modell: unknown key; did you mean model?");
    }
}
