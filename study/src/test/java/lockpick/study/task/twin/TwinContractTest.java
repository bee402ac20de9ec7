package lockpick.study.task.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import lockpick.engine.tensor.Seed;
import lockpick.study.task.Split;
import lockpick.study.task.apps.Apps;
import lockpick.study.task.apps.AppsRecord;
import lockpick.study.task.critique.CritiqueRecord;
import lockpick.study.task.critique.Critiques;
import lockpick.study.task.data.DataRecord;
import lockpick.study.task.data.DataSet;
import lockpick.study.task.data.Shares;
import lockpick.study.task.data.SplitRecords;
import lockpick.study.task.data.SplitRule;
import lockpick.study.task.math.MathData;
import lockpick.study.task.math.MathRecord;
import lockpick.study.task.mmlu.Mmlu;
import lockpick.study.task.mmlu.MmluRecord;
import lockpick.study.task.twin.code.CodeTwin;
import lockpick.study.task.twin.critique.CritiqueTwin;
import lockpick.study.task.twin.math.MathTwin;
import lockpick.study.task.twin.mmlu.MmluTwin;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every twin promises. */
class TwinContractTest {

    private static final int COUNT = 600;

    @TempDir
    Path folder;

    /**
     * A twin, and how its real data set is read and split.
     *
     * @param text what makes its records: all but the place they were read from
     */
    private record Kind<R extends DataRecord>(
            String name,
            Function<Seed, Twin<R>> twin,
            DataSet<R> data,
            SplitRule<? super R> rule,
            Function<R, List<Object>> text) {

        Twin<R> of(long seed) {
            return twin.apply(new Seed(seed));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Kind<?>> kinds() {
        return Stream.of(
                new Kind<MathRecord>(
                        "math",
                        MathTwin::new,
                        new MathData(),
                        MathData.SPLITS,
                        it -> List.of(it.id(), it.part(), it.subject(), it.level(), it.problem(), it.solution())),
                new Kind<AppsRecord>(
                        "code",
                        CodeTwin::new,
                        new Apps(),
                        Shares.PAPER,
                        it -> List.of(it.id(), it.question(), it.solutions(), it.tests(), it.level(), it.url())),
                new Kind<CritiqueRecord>(
                        "critique",
                        CritiqueTwin::new,
                        new Critiques(),
                        Shares.PAPER,
                        it -> List.of(it.id(), it.problem(), it.program(), it.explanation())),
                new Kind<MmluRecord>(
                        "mmlu",
                        MmluTwin::new,
                        new Mmlu(),
                        Mmlu.SPLITS,
                        it -> List.of(it.id(), it.part(), it.subject(), it.question(), it.choices(), it.answer())));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aSeedAlwaysMakesTheSameFilesAndAnotherSeedOthers(Kind<?> kind) throws IOException {
        kind.of(1).write(folder.resolve("a"), 50);
        kind.of(1).write(folder.resolve("b"), 50);
        kind.of(2).write(folder.resolve("c"), 50);
        assertThat(files(folder.resolve("b"))).isEqualTo(files(folder.resolve("a")));
        assertThat(files(folder.resolve("c"))).isNotEqualTo(files(folder.resolve("a")));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    <R extends DataRecord> void theFilesHoldWhatIsMadeOnTheFly(Kind<R> kind) throws IOException {
        kind.of(3).write(folder, COUNT);
        var loaded = kind.data().load(folder);
        assertThat(loaded.refusals()).isEmpty();
        assertThat(loaded.records())
                .extracting(kind.text()::apply)
                .containsExactlyInAnyOrderElementsOf(kind.of(3)
                        .different()
                        .limit(COUNT)
                        .map(problem -> kind.text().apply(problem.record()))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void nothingIsWrittenOver(Kind<?> kind) throws IOException {
        kind.of(3).write(folder, 3);
        assertThatThrownBy(() -> kind.of(3).write(folder, 3)).isInstanceOf(FileAlreadyExistsException.class);
    }

    /** Shares are the paper's, within four standard deviations of a share of 36 %: 4 · √(0.36 · 0.64 / 600) = 0.08. */
    @ParameterizedTest
    @MethodSource("kinds")
    <R extends DataRecord> void splitsHaveTheirSharesAndNoProblemIsInTwo(Kind<R> kind) {
        List<R> records = kind.of(4)
                .different()
                .limit(COUNT)
                .map(TwinProblem::record)
                .filter(record -> kind.rule().split(record).isPresent())
                .toList();
        var splits = SplitRecords.of(records, kind.rule());
        assertThat(splits.refusals()).isEmpty();
        Map<Split, Double> shares = Map.of(
                Split.WEAK_TRAIN, 0.09,
                Split.LOCK_TRAIN, 0.36,
                Split.ELICIT_TRAIN, 0.27,
                Split.VALIDATION, 0.18,
                Split.TEST, 0.10);
        Map<List<String>, Split> seen = new HashMap<>();
        shares.forEach((split, share) -> {
            assertThat(splits.of(split).size() / (double) records.size()).isCloseTo(share, within(0.08));
            for (R record : splits.of(split)) {
                assertThat(seen.put(record.content(), split)).isNull();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("kinds")
    <R extends DataRecord> void aProblemThatOccursAgainKeepsItsSplit(Kind<R> kind) {
        Twin<R> twin = kind.of(5);
        Map<List<String>, Object> places = new HashMap<>();
        LongStream.range(0, 5_000).mapToObj(twin::problem).forEach(problem -> {
            Object split = kind.rule().split(problem.record());
            assertThat(places.putIfAbsent(problem.record().content(), split)).isIn(null, split);
        });
    }

    @ParameterizedTest
    @MethodSource("kinds")
    <R extends DataRecord> void weakCompletionsDependOnTheirSeedAlone(Kind<R> kind) {
        Twin<R> twin = kind.of(6);
        Set<String> drawn = new HashSet<>();
        for (long number = 0; number < 20; number++) {
            for (long seed = 0; seed < 5; seed++) {
                String weak = twin.problem(number).weak().completion(new Seed(seed));
                assertThat(twin.problem(number).weak().completion(new Seed(seed)))
                        .isEqualTo(weak);
                drawn.add(number + weak);
            }
        }
        assertThat(drawn).hasSizeGreaterThan(40); // of 100
    }

    private static Map<String, String> files(Path root) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path file : paths.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(file).toString(), Files.readString(file));
            }
        }
        return files;
    }
}
