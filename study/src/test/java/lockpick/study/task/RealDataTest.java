package lockpick.study.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lockpick.study.task.apps.Apps;
import lockpick.study.task.apps.AppsRecord;
import lockpick.study.task.apps.AppsTests;
import lockpick.study.task.data.DataRecord;
import lockpick.study.task.data.DataSet;
import lockpick.study.task.data.Json;
import lockpick.study.task.data.Part;
import lockpick.study.task.data.Refusal;
import lockpick.study.task.data.Shares;
import lockpick.study.task.data.SplitRecords;
import lockpick.study.task.generic.Columns;
import lockpick.study.task.generic.GenericData;
import lockpick.study.task.gsm8k.Gsm8k;
import lockpick.study.task.humaneval.HumanEval;
import lockpick.study.task.mbpp.Mbpp;
import lockpick.study.task.mbpp.MbppRecord;
import lockpick.study.task.mbxp.Mbxp;
import lockpick.study.task.mmlu.Mmlu;
import lockpick.study.task.mmlu.MmluRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The data sets themselves, where a slice of them is at hand: in the folder that {@code LOCKPICK_DATA} names, or in
 * {@code ../shared/data} beside the checkout. Its {@code MANIFEST.tsv} tells how many records a file has.
 */
class RealDataTest {

    private static final Path DATA = Optional.ofNullable(System.getenv("LOCKPICK_DATA"))
            .map(Path::of)
            .orElseGet(() -> Path.of(System.getProperty("lockpick.home", "."))
                    .toAbsolutePath()
                    .resolveSibling("shared")
                    .resolve("data"));

    @BeforeAll
    static void needsTheData() {
        assumeTrue(Files.isDirectory(DATA), "no data sets in " + DATA);
    }

    @Test
    void everyMmluQuestionLoads() throws IOException {
        List<MmluRecord> records = all(new Mmlu(), "mmlu/data");
        for (Part part : List.of(Part.TEST, Part.VALIDATION, Part.DEV)) {
            assertThat(records.stream().filter(record -> record.part() == part))
                    .hasSize(counted("mmlu/data/" + part.word()));
        }
        assertThat(records.stream().map(MmluRecord::subject).distinct()).hasSize(57);
        assertThat(all(new Mmlu(), "mmlu/header_variant")).hasSize(counted("mmlu/header_variant"));
    }

    /** The rule that leaves 15,439 of the whole data set's 15,573 test and validation questions. */
    @Test
    void everyMmluQuestionIsInOneSplitOnce() throws IOException {
        List<MmluRecord> records = all(new Mmlu(), "mmlu/data");
        long questions =
                records.stream().filter(record -> record.part() != Part.DEV).count();
        int different = (int) records.stream()
                .filter(record -> record.part() != Part.DEV)
                .map(MmluRecord::content)
                .distinct()
                .count();
        var splits = SplitRecords.of(records, Mmlu.SPLITS);
        assertThat(splits.bySplit().values().stream().flatMap(List::stream)).hasSize(different);
        assertThat(splits.refusals()).hasSize((int) questions - different);
    }

    /** The header variant holds some of the same questions; each of them must be the same question to us. */
    @Test
    void theHeaderVariantOfMmluSaysTheSame() throws IOException {
        Map<List<String>, Integer> exported = all(new Mmlu(), "mmlu/header_variant").stream()
                .collect(Collectors.toMap(MmluRecord::content, MmluRecord::answer, (a, b) -> a));
        List<MmluRecord> both = all(new Mmlu(), "mmlu/data").stream()
                .filter(record -> exported.containsKey(record.content()))
                .toList();
        assertThat(both).isNotEmpty();
        assertThat(both).allSatisfy(record -> assertThat(record.answer()).isEqualTo(exported.get(record.content())));
    }

    @Test
    void everyGsm8kProblemLoads() throws IOException {
        assertThat(all(new Gsm8k(), "gsm8k")).hasSize(counted("gsm8k"));
    }

    @Test
    void everyMbppProblemLoadsAndNamesItsFunction() throws IOException {
        List<MbppRecord> first = all(new Mbpp(), "mbpp/mbpp.jsonl");
        List<MbppRecord> sanitized = all(new Mbpp(), "mbpp/sanitized-mbpp.json");
        assertThat(first)
                .hasSize(counted("mbpp/mbpp.jsonl"))
                .allMatch(record -> record.function().isPresent());
        assertThat(sanitized)
                .hasSize(counted("mbpp/sanitized-mbpp.json"))
                .allMatch(record -> record.function().isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HumanEval.jsonl",
                "HumanEval.jsonl.gz",
                "humaneval-x_cpp.jsonl",
                "humanevalpack_cpp.jsonl",
                "humanevalpack_python.jsonl"
            })
    void everyHumanEvalProblemLoads(String file) throws IOException {
        var records = all(new HumanEval(), "humaneval/" + file);
        assertThat(records).hasSize(counted("humaneval/" + file));
        assertThat(records).allMatch(record -> record.buggy().isPresent() == file.contains("pack"));
    }

    @Test
    void everyMbxpProblemLoads() throws IOException {
        var cpp = all(new Mbxp(), "mbxp/mbcpp_release_v1.2.jsonl");
        assertThat(cpp).hasSize(counted("mbxp/mbcpp_release_v1.2.jsonl"));
        assertThat(cpp).anyMatch(record -> record.solution().isEmpty());
        assertThat(all(new Mbxp(), "mbxp/mbpp_release_v1.jsonl")).hasSize(counted("mbxp/mbpp_release_v1.jsonl"));
    }

    @Test
    void foldersAndRowsOfAppsHoldTheSameProblems() throws IOException {
        List<AppsRecord> folders = all(new Apps(), "apps/APPS");
        List<AppsRecord> rows = all(new Apps(), "apps/hf_style/train.jsonl");
        assertThat(folders).hasSize(counted("apps/hf_style/train.jsonl"));
        assertThat(rows)
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("source")
                .containsExactlyInAnyOrderElementsOf(folders);
    }

    @Test
    void everyExampleOfAppsIsATestOrNull() throws IOException {
        int without = 0;
        int count = 0;
        try (var folders = Files.newDirectoryStream(DATA.resolve("apps/APPS_test_example_tests"))) {
            for (Path folder : folders) {
                byte[] text = Files.readAllBytes(folder.resolve("example_input_output.json"));
                without += AppsTests.of(Json.of(text)).isEmpty() ? 1 : 0;
                count++;
            }
        }
        assertThat(count).isEqualTo(counted("apps/APPS_test_example_tests"));
        assertThat(without).isBetween(1, 63);
    }

    /** Files that no reader of ours knows load with columns named by hand. */
    @ParameterizedTest
    @CsvSource({
        "humaneval/HumanEvalPlus-Mini.jsonl, task_id, prompt, canonical_solution",
        "mbpp/MbppPlus.jsonl, task_id, prompt, canonical_solution",
        "gsm8k/test.jsonl, question, question, answer"
    })
    void otherFilesLoadWithNamedColumns(String file, String id, String statement, String answer) throws IOException {
        var columns = new Columns(statement, answer, Optional.of(id), Optional.empty(), Map.of());
        assertThat(all(new GenericData(columns), file)).hasSize(counted(file));
    }

    /** "Find the first repeated character" is asked under two numbers of MBPP. */
    @Test
    void onlyMbppAsksTheSameTwice() throws IOException {
        assertThat(SplitRecords.of(all(new Gsm8k(), "gsm8k"), Shares.PAPER).refusals())
                .isEmpty();
        assertThat(SplitRecords.of(all(new HumanEval(), "humaneval/HumanEval.jsonl"), Shares.PAPER)
                        .refusals())
                .isEmpty();
        assertThat(SplitRecords.of(all(new Mbpp(), "mbpp/mbpp.jsonl"), Shares.PAPER)
                        .refusals())
                .hasSizeLessThan(5);
    }

    private static <R extends DataRecord> List<R> all(DataSet<R> set, String path) throws IOException {
        var loaded = set.load(DATA.resolve(path));
        assertThat(loaded.refusals()).extracting(Refusal::toString).isEmpty();
        return loaded.records();
    }

    /** How many records a file has, or the files under a folder together. */
    private static int counted(String path) throws IOException {
        try (Stream<String> lines = Files.lines(DATA.resolve("MANIFEST.tsv"))) {
            return lines.map(line -> line.split("\t"))
                    .filter(line -> (line[0] + "/").startsWith(path + "/") && !line[2].isEmpty())
                    .mapToInt(line -> Integer.parseInt(line[2]))
                    .sum();
        }
    }
}
