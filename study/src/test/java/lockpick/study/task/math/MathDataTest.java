package lockpick.study.task.math;

import static lockpick.study.task.data.Fixture.refusals;
import static lockpick.study.task.data.Fixture.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import lockpick.study.task.Split;
import lockpick.study.task.data.Part;
import lockpick.study.task.data.Refusal;
import lockpick.study.task.data.Source;
import lockpick.study.task.data.SplitRecords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MathDataTest {

    @TempDir
    Path folder;

    @Test
    void theFoldersAreReadAsPublished() throws IOException {
        write(folder, "MATH/train/counting_and_probability/7.json", """
                {
                    "problem": "How many pairs? [asy]\\ndraw((0,0)--(1,1));\\n[/asy]",
                    "level": "Level 1",
                    "type": "Counting & Probability",
                    "solution": "There are $\\\\boxed{\\\\frac{1}{2}}$, so \\\\boxed 2, or \\\\boxed{}."
                }
                """);
        write(folder, "MATH/test/geometry/1140.json", """
                {"problem": "Find the angle π.", "level": "Level ?", "type": "Geometry", "solution": "\\u03c0 is \\\\boxed{3}."}""");
        var loaded = new MathData().load(folder.resolve("MATH"));
        assertThat(loaded.refusals()).isEmpty();
        MathRecord geometry = loaded.records().getFirst();
        MathRecord counting = loaded.records().getLast();
        assertThat(geometry.id()).isEqualTo("test/geometry/1140");
        assertThat(geometry.part()).isEqualTo(Part.TEST);
        assertThat(geometry.level()).isEmpty();
        assertThat(geometry.difficulty()).isEmpty();
        assertThat(geometry.domains()).containsOnly(entry("category", "geometry"));
        assertThat(geometry.problem()).isEqualTo("Find the angle π.");
        assertThat(geometry.solution()).isEqualTo("π is \\boxed{3}.");
        assertThat(counting.id()).isEqualTo("train/counting_and_probability/7");
        assertThat(counting.problem()).isEqualTo("How many pairs? [asy]\ndraw((0,0)--(1,1));\n[/asy]");
        assertThat(counting.solution()).isEqualTo("There are $\\boxed{\\frac{1}{2}}$, so \\boxed 2, or \\boxed{}.");
        assertThat(counting.level()).hasValue(1);
        assertThat(counting.difficulty()).contains("1");
        assertThat(counting.domains()).isEqualTo(Map.of("category", "numbers", "level", "1-2"));
    }

    @Test
    void copiesInJsonLinesMayNameThingsOtherwise() throws IOException {
        Path file = write(folder, "train.jsonl", """
                {"problem": "a", "level": 4, "subject": "Algebra", "solution": "s", "answer": "5", "unique_id": "test/algebra/12.json"}
                {"problem": "b", "level": "Level 5", "type": "Prealgebra", "solution": "s"}
                """);
        var records = new MathData().load(file).records();
        assertThat(records.getFirst().id()).isEqualTo("test/algebra/12");
        assertThat(records.getFirst().part()).isEqualTo(Part.TEST);
        assertThat(records.getFirst().level()).hasValue(4);
        assertThat(records.getFirst().givenAnswer()).contains("5");
        assertThat(records.getLast().id()).matches("train/prealgebra/[0-9a-f]{16}");
        assertThat(records.getLast().domains()).isEqualTo(Map.of("category", "algebra", "level", "5"));
    }

    @Test
    void everyBrokenRecordIsRefused() throws IOException {
        Path file = write(folder, "test.jsonl", """
                {"problem": "a", "level": "Level 6", "type": "Algebra", "solution": "s"}
                {"problem": "a", "level": 0, "type": "Algebra", "solution": "s"}
                {"problem": "a", "level": "hard", "type": "Algebra", "solution": "s"}
                {"problem": "a", "level": "Level 2", "type": "Calculus", "solution": "s"}
                {"problem": "a", "level": "Level 2", "type": "Algebra"}
                """);
        assertThat(refusals(new MathData().load(file).refusals())).isEqualTo("""
                test.jsonl:1: "level" is 6; expected 1 to 5
                test.jsonl:2: "level" is 0; expected 1 to 5
                test.jsonl:3: "level" is 'hard'; expected 'Level 1' to 'Level 5', or 'Level ?'
                test.jsonl:4: unknown subject 'Calculus'; expected one of Algebra, Intermediate Algebra, Prealgebra, \
                Geometry, Precalculus, Number Theory, Counting & Probability
                test.jsonl:5: "solution" is missing; the record has [problem, level, type]""");
    }

    /** 7,500 training and 5,000 test problems, as in the data set; the standard deviations are below 40. */
    @Test
    void splitsRespectTheAuthorsPartsAndHaveThePapersSizes() {
        List<MathRecord> records = new ArrayList<>();
        for (int i = 0; i < 12_500; i++) {
            records.add(record(i < 7500 ? Part.TRAIN : Part.TEST, "problem " + i, i));
        }
        var splits = SplitRecords.of(records, MathData.SPLITS);
        assertThat(count(splits.of(Split.WEAK_TRAIN), Part.TRAIN)).isCloseTo(1125, within(150L));
        assertThat(count(splits.of(Split.LOCK_TRAIN), Part.TRAIN)).isCloseTo(4500, within(150L));
        assertThat(count(splits.of(Split.ELICIT_TRAIN), Part.TRAIN)).isCloseTo(1875, within(150L));
        assertThat(count(splits.of(Split.ELICIT_TRAIN), Part.TEST)).isCloseTo(1500, within(150L));
        assertThat(count(splits.of(Split.VALIDATION), Part.TEST)).isCloseTo(2250, within(150L));
        assertThat(count(splits.of(Split.TEST), Part.TEST)).isCloseTo(1250, within(150L));
        assertThat(count(splits.of(Split.WEAK_TRAIN), Part.TEST)).isZero();
        assertThat(count(splits.of(Split.LOCK_TRAIN), Part.TEST)).isZero();
        assertThat(count(splits.of(Split.VALIDATION), Part.TRAIN)).isZero();
        assertThat(count(splits.of(Split.TEST), Part.TRAIN)).isZero();
    }

    @Test
    void theProblemOfBothPartsStaysInTestOnly() {
        var splits = SplitRecords.of(
                List.of(record(Part.TRAIN, "The same.", 1), record(Part.TEST, "The  same.", 2)), MathData.SPLITS);
        assertThat(splits.bySplit().values().stream().flatMap(List::stream))
                .extracting(MathRecord::part)
                .containsExactly(Part.TEST);
        assertThat(splits.refusals())
                .extracting(Refusal::reason)
                .containsExactly("the same problem as MATH:2 but for white space, in another split");
    }

    private static long count(List<MathRecord> records, Part part) {
        return records.stream().filter(record -> record.part() == part).count();
    }

    private static MathRecord record(Part part, String problem, int line) {
        return new MathRecord(
                part.word() + "/algebra/" + line,
                part,
                MathSubject.ALGEBRA,
                OptionalInt.of(3),
                problem,
                "\\boxed{1}",
                Optional.empty(),
                Source.line(Path.of("MATH"), line));
    }
}
