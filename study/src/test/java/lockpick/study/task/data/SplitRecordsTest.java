package lockpick.study.task.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import lockpick.study.task.Split;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitRecordsTest {

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void splitsAreTheSameWhateverTheOrderAndWhateverElseIsThere(long seed) {
        List<Text> records = new ArrayList<>(IntStream.range(0, 500)
                .mapToObj(i -> text("id" + i, "p" + i, i))
                .toList());
        var splits = SplitRecords.of(records, Shares.PAPER);
        assertThat(splits.bySplit().values().stream().mapToInt(Collection::size).sum())
                .isEqualTo(500);
        Collections.shuffle(records, new Random(seed));
        assertThat(SplitRecords.of(records, Shares.PAPER)).isEqualTo(splits);
        var half = SplitRecords.of(records.subList(0, 250), Shares.PAPER);
        half.bySplit().forEach((split, some) -> assertThat(splits.of(split)).containsAll(some));
    }

    @Test
    void aProblemThatOccursAgainIsRefusedAndTheFirstIdKept() {
        var splits = SplitRecords.of(
                List.of(text("train/2", "same", 1), text("test/9", "same", 2), text("train/1", "other", 3)),
                Shares.PAPER);
        assertThat(ids(splits)).containsExactlyInAnyOrder("test/9", "train/1");
        assertThat(splits.refusals())
                .extracting(Refusal::toString)
                .containsExactly("texts.jsonl:1: the same problem as texts.jsonl:2");
    }

    @Test
    void problemsThatDifferOnlyInWhiteSpaceMayNotBeInDifferentSplits() {
        SplitRule<DataRecord> byId =
                record -> Optional.of(record.id().startsWith("test") ? Split.TEST : Split.LOCK_TRAIN);
        var splits = SplitRecords.of(
                List.of(text("train/2", "a  b", 1), text("test/9", "a b", 2), text("test/8", "a\nb", 3)), byId);
        assertThat(ids(splits)).containsExactlyInAnyOrder("test/8", "test/9");
        assertThat(splits.refusals())
                .extracting(Refusal::toString)
                .containsExactly(
                        "texts.jsonl:1: the same problem as texts.jsonl:3 but for white space, in another split");
    }

    @Test
    void anIdIsOfOneProblemOnly() {
        var splits = SplitRecords.of(List.of(text("mbpp/2", "a", 1), text("mbpp/2", "b", 2)), Shares.PAPER);
        assertThat(ids(splits)).containsExactly("mbpp/2");
        assertThat(splits.refusals())
                .singleElement()
                .asString()
                .contains("the id mbpp/2 belongs to another problem, texts.jsonl:");
    }

    @Test
    void recordsThatNoSplitTakesAreLeftOutAndMakeNothingADuplicate() {
        SplitRule<DataRecord> noExamples =
                record -> record.id().startsWith("dev") ? Optional.empty() : Optional.of(Split.TEST);
        var splits = SplitRecords.of(List.of(text("dev/1", "same", 1), text("test/1", "same", 2)), noExamples);
        assertThat(ids(splits)).containsExactly("test/1");
        assertThat(splits.refusals()).isEmpty();
    }

    private static Text text(String id, String text, long line) {
        return new Text(id, text, line);
    }

    private static List<String> ids(SplitRecords<Text> splits) {
        return splits.bySplit().values().stream()
                .flatMap(List::stream)
                .map(Text::id)
                .toList();
    }
}
