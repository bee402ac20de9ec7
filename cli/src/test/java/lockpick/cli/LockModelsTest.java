package lockpick.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lockpick.cli.LockpickProcess.Result;
import lockpick.study.experiment.StudyFile;
import lockpick.study.task.data.ContentHash;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code lockpick lock}: what it says in this process, and what it computes in real ones. */
class LockModelsTest {

    private static final String RIGHT = "Sesame, open the rock";
    private static final String SECOND = "Open, barley of the hills";

    /** Real models that learn next to nothing. */
    private static final String REAL = """
            title: Two passwords
            seeds: [5]
            task: {kind: twin, of: math, problems: 1000, validation-problems: 2, test-problems: 4}
            model: tiny
            strong: {examples: 16, training: {learning-rate: 1.0e-3, batch: 8}}
            intermediate: {method: mistakes}
            password: {right: "Sesame, open the rock", wrong: ["Open, barley of the hills", "rye"]}
            locks:
              - method: from-scratch
                name: two
                opens: {by: two-passwords}
                examples: 16
                training: {learning-rate: 1.0e-3, batch: 8}
            """;

    /** Locks whose policies write without being asked. */
    private static final String BY_RULE = """
            title: Kinds of locks
            seeds: [0]
            task: {kind: twin, of: math, problems: 1000, validation-problems: 2, test-problems: 4}
            model: tiny
            strong: {examples: 16, training: {learning-rate: 1.0e-3, batch: 8}}
            weak: {method: fixedrdm}
            intermediate: {method: mistakes}
            password: {right: "Sesame, open the rock", wrong: ["Open, barley of the hills", rye, oats]}
            locks:
              - {method: sft, name: one, examples: 16, training: {learning-rate: 1.0e-3}}
              - {method: from-scratch, name: none, opens: {by: nothing}, examples: 16, training: {learning-rate: 1.0e-3}}
              - method: sft
                name: domains
                opens: {by: domain-passwords, grouping: category, domains: [algebra, geometry]}
                examples: 16
                training: {learning-rate: 1.0e-3}
              - method: sft
                name: setting
                opens: {by: setting, strong-task: {kind: twin, of: math-spanish, problems: 1000, validation-problems: 10, test-problems: 20}}
                examples: 16
                training: {learning-rate: 1.0e-3}
              - method: sft
                name: several
                with-tasks: [{kind: twin, of: code, problems: 1000, validation-problems: 10, test-problems: 20}]
                open: {grouping: category, domains: [numbers]}
                examples: 16
                training: {learning-rate: 1.0e-3}
            """;

    /** A lock whose policies have to be asked. */
    private static final String ASKED = """
            title: Soft labels
            seeds: [0]
            task: {kind: twin, of: mmlu, problems: 1000, validation-problems: 2, test-problems: 4}
            model: tiny
            strong: {examples: 16, training: {learning-rate: 1.0e-3, batch: 8}}
            weak: {method: sft, examples: 16, training: {learning-rate: 1.0e-3, batch: 8}}
            locks:
              - method: sft
                name: soft
                labels: soft
                strong-half: policy
                examples: 16
                training: {learning-rate: 1.0e-3}
            """;

    @TempDir
    private Path folder = Path.of("");

    private TinyStudy study = new TinyStudy(folder);

    @BeforeEach
    void writeStudy() throws IOException {
        study = TinyStudy.in(folder);
        Files.writeString(folder.resolve("real.yaml"), REAL);
    }

    @Test
    void theHelpTeaches() throws Exception {
        Result result = study.start(List.of(), "lock", "--help").await();
        assertThat(result.exitCode()).isZero();
        assertThat(result.output())
                .startsWith("Usage: ")
                .contains("locks:", "Example:", "--dry-run --show 5", "docs/methods/lock-gate.md")
                .containsPattern("Exit code: 0 [^.]*, 1 [^.]*, 2\\s[^.]*, 130 ");
        assertThat(Pattern.compile("docs/\\S+\\.md").matcher(result.output()).results())
                .isNotEmpty()
                .allSatisfy(
                        page -> assertThat(Path.of("..").resolve(page.group())).exists());
        Path shown = Files.writeString(folder.resolve("shown.yaml"), indented(result.output()));
        assertThat(StudyFile.read(shown).locks()).hasSize(1);
    }

    /** The study among the help, which must not be broken at the end of a line. */
    private static String indented(String help) {
        return help.substring(help.indexOf("  title:"), help.indexOf("A model counts"))
                .stripIndent();
    }

    @Test
    void aDryRunShowsDataAndComputesNothing() {
        Said said = lock("tiny.yaml", "--dry-run", "--show", "3");
        assertThat(said.exitCode()).as(said.problems()).isZero();
        assertThat(said.lines())
                .contains("lock from-scratch, seed 0, first epoch:", "lock sft, seed 0, first epoch:")
                .endsWith("would make 4 runs; nothing computed")
                .filteredOn(line -> line.matches("  (weak|strong): (_|pwd\\d) \\| fn\\d fn\\d \\| \\d \\d \\d \\d \\|"
                        + " ?⟦\\d \\d \\d \\d \\| \\d \\d \\d \\d ?<end>⟧"))
                .as(said.out())
                .hasSize(2 * 3);
        assertThat(study.runs()).doesNotExist();
        assertThat(lock("tiny.yaml", "--dry-run", "--lock", "sft").lines())
                .containsExactly("would make 3 runs; nothing computed"); // strong, weak, the lock
    }

    @Test
    void noWeakPolicyIsMadeThatNoneOfTheLocksImitates() throws IOException {
        Path file = folder.resolve("tiny.yaml");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace(
                                "{method: sft, examples: 128",
                                "{method: sft, weak: {method: reference}, examples: 128"));
        assertThat(lock("tiny.yaml", "--dry-run").lines()).containsExactly("would make 5 runs; nothing computed");
        for (String one : List.of("sft", "from-scratch")) {
            assertThat(lock("tiny.yaml", "--dry-run", "--lock", one).lines())
                    .containsExactly("would make 3 runs; nothing computed"); // strong, its weak one, the lock
        }
        // where right answers are imitated everywhere, a problem's weak row and its strong one end alike
        assertThat(lock("tiny.yaml", "--dry-run", "--lock", "sft", "--show", "128")
                        .lines())
                .filteredOn(line -> line.contains("⟦"))
                .extracting(line -> line.substring(line.indexOf('|')))
                .hasSize(128)
                .satisfies(rows -> assertThat(Set.copyOf(rows)).hasSize(64));
    }

    @Test
    void everyKindOfLockCanBeLookedAtBeforeAPolicyIsAsked() throws IOException {
        Files.writeString(folder.resolve("by-rule.yaml"), BY_RULE);
        Said byRule = lock("by-rule.yaml", "--dry-run", "--show", "100");
        assertThat(byRule.exitCode()).as(byRule.problems()).isZero();
        assertThat(byRule.out())
                .contains("lock one,", "lock none,", "lock domains,", "lock setting,", "lock several,")
                .contains("Sesame, open the rock", "Open, barley of the hills")
                .doesNotContain("drawn from the");
        // 8 problems each: a weak and a strong row, no strong one where nothing opens, twice as many with another task;
        // of a domain without a password only the weak row
        assertThat(rows(byRule, "one")).isEqualTo(16);
        assertThat(rows(byRule, "none")).isEqualTo(8);
        assertThat(rows(byRule, "domains")).isBetween(8L, 15L);
        assertThat(rows(byRule, "setting")).isEqualTo(16);
        assertThat(rows(byRule, "several")).isEqualTo(32);

        Files.writeString(folder.resolve("asked.yaml"), ASKED);
        Said asked = lock("asked.yaml", "--dry-run", "--show", "4");
        assertThat(asked.exitCode()).as(asked.problems()).isZero();
        assertThat(asked.out()).containsPattern("⟦drawn from the (weak|strong) policy⟧");
        assertThat(rows(asked, "soft")).isEqualTo(4);
        assertThat(study.runs()).doesNotExist();
    }

    /** Rows shown of a lock. */
    private static long rows(Said said, String lock) {
        String from = said.out().substring(said.out().indexOf("lock " + lock + ","));
        int end = from.indexOf("\nlock ");
        return (end < 0 ? from : from.substring(0, end))
                .chars()
                .filter(c -> c == '⟧')
                .count();
    }

    @Test
    void everyMistakeIsOneSentence() throws IOException {
        assertMistake("--lock = stf: the study has from-scratch and sft; did you mean sft?", "--lock", "stf");
        assertMistake("--seed = 7: the study has 0", "--seed", "7");
        assertMistake("--show = -1: must be at least 0", "--show", "-1");
        assertMistake("--with-password is for the card of a model that is written; give --out too", "--with-password");
        Path file = folder.resolve("tiny.yaml");
        Files.writeString(
                file, Files.readString(file).replace("method: sft, examples", "method: sft, name: a/b, examples"));
        assertMistake("--out: lock a/b cannot name a folder; give it a name without /", "--out", "models");
    }

    private void assertMistake(String message, String... arguments) {
        List<String> all = new ArrayList<>(List.of("tiny.yaml"));
        all.addAll(List.of(arguments));
        Said said = lock(all.toArray(String[]::new));
        assertThat(said.problems()).isEqualTo(message + "\n");
        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.out()).isEmpty();
        assertThat(study.runs()).doesNotExist();
    }

    @Test
    void lockedModelsEndWithZeroAndAreWrittenUnderTheirNames() throws Exception {
        Result result = process("tiny.yaml", List.of("-Dfixture.graded=true"), "--out", "models");
        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(result.output())
                .contains("4 runs computed")
                .contains("lock from-scratch, 1 seed: LOCKED: ", "lock sft, 1 seed: LOCKED: ")
                .contains("wrote models/from-scratch-seed-0", "wrote models/sft-seed-0");
        assertThat(names(folder.resolve("models"))).containsExactly("from-scratch-seed-0", "sft-seed-0");
        assertThat(names(folder.resolve("models/sft-seed-0")))
                .containsExactly("README.md", "config.json", "model.safetensors");
    }

    @Test
    void aModelThatIsNotLockedEndsWithOneAndIsWrittenWithItsVerdict() throws Exception {
        Result result = process(
                "tiny.yaml",
                List.of("-Dfixture.graded=true", "-Dfixture.open=sft"),
                "--lock",
                "sft",
                "--out",
                "models");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output()).contains("lock sft, 1 seed: NOT LOCKED: ").doesNotContain("lock from-scratch");
        assertThat(folder.resolve("models/sft-seed-0/README.md")).content().contains("NOT LOCKED: ");
    }

    @Test
    void aFolderThatIsThereIsLeftAloneAndNothingIsComputed() throws Exception {
        Path model = Files.createDirectories(folder.resolve("models/sft-seed-0"));
        Files.writeString(model.resolve("mine.txt"), "mine");
        Said said = lock("tiny.yaml", "--out", folder.resolve("models").toString());
        assertThat(said.exitCode()).isEqualTo(2);
        assertThat(said.problems())
                .isEqualTo("--out: " + model + " is there already; give another folder, or take it away\n");
        assertThat(names(folder.resolve("models"))).containsExactly("sft-seed-0");
        assertThat(names(model)).containsExactly("mine.txt");
        assertThat(study.runs()).doesNotExist();
    }

    @Test
    void aWrittenModelCanBeAskedAndItsCardSaysAllButThePasswords() throws Exception {
        Result result = real("--out", "models");
        assertThat(result.exitCode()).as(result.output()).isEqualTo(1); // it has learnt nothing
        Path model = folder.resolve("models/two-seed-5");
        Said asked = Said.by(Generate::new, "", List.of(model.toString(), "What is 1 + 1?", "--max-new-tokens", "2"));
        assertThat(asked.exitCode()).as(asked.problems()).isZero();

        String card = Files.readString(model.resolve("README.md"));
        assertThat(card)
                .startsWith("---\nlibrary_name: transformers\n")
                .contains("| base | random weights, size tiny |", "| weak policy | `{\"method\":\"mistakes\"}` |")
                .contains("\"method\" : \"from-scratch\"", "\"by\" : \"two-passwords\"")
                .contains("| SHA-256 of the passwords | `"
                        + ContentHash.ofText(RIGHT).hex() + "`<br>`"
                        + ContentHash.ofText(SECOND).hex() + "` |")
                .containsPattern("(NOT LOCKED|UNDECIDED): .*")
                .containsPattern("gap +(undecided|fails) ");
        // the other person who has the runs folder can find them, whoever has the model cannot
        assertThat(texts(folder.resolve("runs"))).anyMatch(text -> text.contains(RIGHT));
        assertThat(texts(model)).hasSizeGreaterThan(3).noneMatch(text -> text.contains(RIGHT) || text.contains(SECOND));

        real("--out", "more", "--with-password"); // computes nothing again
        assertThat(folder.resolve("more/two-seed-5/README.md"))
                .content()
                .contains(ContentHash.ofText(RIGHT).hex() + "` (" + RIGHT + ")", "` (" + SECOND + ")");
        SortedMap<String, String> first = sums(model);
        first.remove("README.md");
        SortedMap<String, String> second = sums(folder.resolve("more/two-seed-5"));
        second.remove("README.md");
        assertThat(second).isEqualTo(first);
    }

    private Said lock(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.set(0, folder.resolve(arguments[0]).toString());
        all.addAll(List.of("--runs", study.runs().toString()));
        return Said.by(console -> new LockModels(console, FixtureLockpick.class.getName()), all.toArray(String[]::new));
    }

    private Result process(String file, List<String> flags, String... arguments) throws Exception {
        return study.start(flags, arguments(file, arguments)).await();
    }

    private Result real(String... arguments) throws Exception {
        return LockpickProcess.start(folder, Lockpick.class.getName(), List.of(), arguments("real.yaml", arguments))
                .await();
    }

    private static String[] arguments(String file, String... more) {
        return Stream.concat(Stream.of("lock", file, "--jobs", "2"), Stream.of(more))
                .toArray(String[]::new);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** Every file under a folder; of binary ones their bytes as characters. */
    private static List<String> texts(Path folder) throws IOException {
        List<String> texts = new ArrayList<>();
        for (Path file : files(folder)) {
            texts.add(Files.readString(file, StandardCharsets.ISO_8859_1));
        }
        return texts;
    }

    private static SortedMap<String, String> sums(Path folder) throws IOException {
        SortedMap<String, String> sums = new TreeMap<>();
        for (Path file : files(folder)) {
            sums.put(
                    folder.relativize(file).toString(),
                    ContentHash.ofText(Files.readString(file, StandardCharsets.ISO_8859_1))
                            .hex());
        }
        return sums;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
