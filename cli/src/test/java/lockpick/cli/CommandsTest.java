package lockpick.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lockpick.study.experiment.RunGraph;
import lockpick.study.experiment.StudyFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What status, explain and report say of one finished study. */
class CommandsTest {

    @TempDir
    private static Path folder = Path.of("");

    private static TinyStudy study = new TinyStudy(folder);

    @BeforeAll
    static void runOnce() throws Exception {
        study = TinyStudy.in(folder);
        Path file = folder.resolve("tiny.yaml");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("k: [4, 16]", "k: [4, 16], epochs: none, budgets: [5120]")); // as the fixture logs it
        assertThat(study.run("-Dfixture.graded=true").exitCode()).isZero();
    }

    private record Said(int exitCode, String text) {}

    private static Said say(java.util.function.Function<Console, Object> command, String... arguments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        Console console = new Console(out, out, false, 100);
        int code = new CommandLine(command.apply(console))
                .setExecutionExceptionHandler((e, line, parsed) -> Lockpick.explain(e, console))
                .execute(arguments);
        return new Said(code, bytes.toString(StandardCharsets.UTF_8));
    }

    private static Said explain(String run) {
        return say(Explain::new, run, "--runs", study.runs().toString());
    }

    private static Said status(String... more) {
        String[] arguments = {
            folder.resolve("tiny.yaml").toString(), "--runs", study.runs().toString()
        };
        return say(
                Status::new,
                more.length == 0 ? arguments : new String[] {arguments[0], arguments[1], arguments[2], more[0]});
    }

    @Test
    void statusCountsRunsByKind() {
        assertThat(status().text()).isEqualTo("""
                       runs finished  missing  damaged
            policy        2        2        0        0
            lock          2        2        0        0
            sft           4        4        0        0
            total         8        8        0        0
            """);
        assertThat(status().exitCode()).isZero();
    }

    /** The second asks for one more k of each lock's demonstrations than the first. */
    @Test
    void statusOfAFolderCountsByStudyAndWhatTheyShareOnce(@TempDir Path studies) throws IOException {
        String tiny = Files.readString(folder.resolve("tiny.yaml"));
        Files.writeString(studies.resolve("tiny.yaml"), tiny);
        Files.writeString(studies.resolve("tiny-more.yaml"), tiny.replace("k: [4, 16]", "k: [4, 16, 64]"));
        Said said = say(Status::new, studies.toString(), "--runs", study.runs().toString());
        assertThat(said.text().lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        " runs finished missing damaged", "tiny-more 10 8 2 0", "tiny 8 8 0 0", "total 10 8 2 0");
        assertThat(said.exitCode()).isEqualTo(1);
    }

    @Test
    void onlyVerifyFindsAModelOfTheSameSizeButOtherContent() throws IOException {
        Path model = study.folderOf("lock").resolve("model/model.safetensors");
        byte[] whole = Files.readAllBytes(model);
        Files.write(model, new byte[whole.length]);
        try {
            assertThat(status().exitCode()).isZero();
            Said verified = status("--verify");
            assertThat(verified.exitCode()).isEqualTo(1);
            assertThat(verified.text())
                    .contains("model/model.safetensors has other content")
                    .contains("lock          2        1        0        1\n");
        } finally {
            Files.write(model, whole);
        }
    }

    @Test
    void explainSaysWhereARunComesFromAndWhatNeedsIt() throws IOException {
        String strong = study.strong().getFileName().toString();
        String text = explain(strong.substring("policy-".length(), "policy-".length() + 8))
                .text();
        assertThat(text)
                .contains(
                        strong,
                        "training        step 20",
                        "evaluation      strong",
                        "part of         tiny: seed 0, policy strong")
                .containsPattern("needed by +lock-[0-9a-f]{12} of tiny: seed 0, lock sft")
                .containsPattern("cost .* 81,920 tokens trained");
        assertThat(explain(study.folderOf("sft").getFileName().toString()).text())
                .containsPattern("locked +lock-[0-9a-f]{12}")
                .contains("learning rate 3e-4");
    }

    @Test
    void explainSaysWhenNoneOrSeveralAreMeant() {
        Said several = explain("sft-");
        assertThat(several.exitCode()).isEqualTo(2);
        assertThat(several.text())
                .startsWith("'sft-' is the beginning of 4 runs, give more of the name of one:\n  sft-")
                .contains("tiny: seed 0, lock sft, demonstrations reference, k 4, learning rate 3e-4\n");
        assertThat(explain("nothing").text()).contains("no run's folder or key begins with 'nothing'; it has 8 runs");
    }

    @Test
    void runsAreNamedByTheirLabels() {
        List<String> names = RunGraph.of(StudyFile.read(folder.resolve("tiny.yaml"))).runs().stream()
                .map(Headline::shortName)
                .toList();
        assertThat(names)
                .contains(
                        "seed 0 strong",
                        "seed 0 weak",
                        "seed 0 lock from-scratch",
                        "seed 0 sft of sft reference 4 3e-4")
                .doesNotHaveDuplicates();
    }

    @Test
    void learningRatesAreShortInsideSettingsToo() throws IOException {
        assertThat(explain(study.strong().getFileName().toString()).text()).contains("\"learning-rate\":2e-3,");
        assertThat(explain(study.folderOf("sft").getFileName().toString()).text())
                .contains("\"learning-rates\":[3e-4],");
    }

    @Test
    void aModelThatARunDoesNotKeepIsSaid() throws IOException {
        String run = study.folderOf("sft").getFileName().toString();
        Said said = say(
                console -> new Generate(console, System.in),
                run,
                "_",
                "--runs",
                study.runs().toString());
        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.text()).contains(run + ": keeps no model").hasLineCount(1);
    }

    @Test
    void aReportOfARunThatCannotBeReadIsOneSentence() throws IOException {
        Path metrics = study.folderOf("sft").resolve("metrics.jsonl");
        String whole = Files.readString(metrics);
        Files.writeString(metrics, whole.substring(whole.length() / 2));
        try {
            Said said = say(
                    Report::new,
                    folder.resolve("tiny.yaml").toString(),
                    "--runs",
                    study.runs().toString());
            assertThat(said.exitCode()).isEqualTo(1);
            assertThat(said.text()).contains("metrics.jsonl").hasLineCount(1);
        } finally {
            Files.writeString(metrics, whole);
        }
    }

    @Test
    void whatIsWrongWithAnyStudyIsToldBeforeTheFirstReportIsWritten() throws IOException {
        Path wrong = Files.writeString(folder.resolve("wrong.txt"), "title: Wrong\nwibble: 1\n");
        Path runs = folder.resolve("no-runs");
        Said said =
                say(Report::new, folder.resolve("tiny.yaml").toString(), wrong.toString(), "--runs", runs.toString());
        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.text()).startsWith("wrong.txt: ").contains("wibble");
        assertThat(runs).doesNotExist();
    }

    @Test
    void aSiteIsMadeOfAFolderOfStudyFilesOrOfARunsFolder() throws IOException {
        Path site = folder.resolve("site");
        String run = study.strong().getFileName().toString();
        for (Path given : List.of(folder, study.runs())) {
            Said said = say(
                    Report::new,
                    "--site",
                    "--to",
                    site.toString(),
                    "--runs",
                    study.runs().toString(),
                    given.toString());
            assertThat(said).isEqualTo(new Said(0, "site: " + site.resolve("index.html") + "\n"));
            assertThat(site.resolve("runs/" + run + ".html")).content().contains("strong policy, seed 0");
        }
    }

    @Test
    void whatASiteCannotBeMadeOfIsOneSentence() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));

        Said said = say(Report::new, "--site", empty.toString());
        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.text())
                .startsWith(empty + ": holds neither study files")
                .hasLineCount(1);
        assertThat(say(Report::new, "--to", "x", folder.resolve("tiny.yaml").toString())
                        .text())
                .isEqualTo("--to is the folder of a site; give --site as well\n");
    }

    @Test
    void everyCommandTeachesWithAnExample() {
        CommandLine lockpick = Lockpick.commandLine(device -> new ArithmeticBody(), "main");
        List<CommandLine> shown = lockpick.getSubcommands().values().stream()
                .filter(command -> !command.getCommandSpec().usageMessage().hidden())
                .toList();
        assertThat(shown).hasSizeGreaterThanOrEqualTo(6);
        shown.forEach(command -> assertThat(command.getUsageMessage()).containsPattern("Examples?:\n  lockpick "));
    }
}
