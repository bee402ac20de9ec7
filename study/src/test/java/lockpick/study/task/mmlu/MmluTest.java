package lockpick.study.task.mmlu;

import static lockpick.study.task.data.Fixture.refusals;
import static lockpick.study.task.data.Fixture.write;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import lockpick.study.task.data.Fixture;
import lockpick.study.task.data.Part;
import lockpick.study.task.data.SplitRecords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MmluTest {

    @TempDir
    Path folder;

    @Test
    void csvIsReadAsPublished() throws IOException {
        write(
                folder,
                "data/test/high_school_physics_test.csv",
                "\"Which, of these,\nfalls \"\"faster\"\"?\",None,5' 6\" ball, a stone ,None,C\r\nQ2,1,2,3,4,A");
        var loaded = new Mmlu().load(folder.resolve("data"));
        assertThat(loaded.refusals()).isEmpty();
        MmluRecord first = loaded.records().getFirst();
        assertThat(first.question()).isEqualTo("Which, of these,\nfalls \"faster\"?");
        assertThat(first.choices()).containsExactly("None", "5' 6\" ball", " a stone ", "None");
        assertThat(first.answer()).isEqualTo(2);
        assertThat(first.letter()).isEqualTo('C');
        assertThat(first.part()).isEqualTo(Part.TEST);
        assertThat(first.id()).matches("test/high_school_physics/[0-9a-f]{16}");
        assertThat(first.domains()).isEqualTo(Map.of("category", "stem", "subject", "high_school_physics"));
        assertThat(loaded.records().getLast().source().line()).isEqualTo(3);
    }

    @Test
    void headerVariantAndParquetSayTheSame() throws IOException {
        Path published = write(folder, "virology_test.csv", "Q,a,b,c,\"d\",D\n");
        Path exported =
                write(folder, "x/virology_test.csv", "question,choice0,choice1,choice2,choice3,answer\nQ,a,b,c,d,3\n");
        Path parquet = Fixture.parquet(
                folder,
                "test-00000-of-00001.parquet",
                "SELECT 'Q' AS question, 'virology' AS subject, ['a', 'b', 'c', 'd'] AS choices, 3::BIGINT AS answer");
        MmluRecord one = new Mmlu().load(published).records().getFirst();
        for (Path other : List.of(exported, parquet)) {
            assertThat(new Mmlu().load(other).records())
                    .singleElement()
                    .usingRecursiveComparison()
                    .ignoringFields("source")
                    .isEqualTo(one);
        }
    }

    @Test
    void everyBrokenRecordIsRefused() throws IOException {
        Path file =
                write(folder, "anatomy_val.csv", "Q,a,b,c,A\nQ,a,b,c,d,E\nQ,a,b,c,d,\nQ,a,b,c,d,B\nQ,\"a\"b,c,d,A\n");
        var loaded = new Mmlu().load(file);
        assertThat(loaded.records()).hasSize(1);
        assertThat(refusals(loaded.refusals())).isEqualTo("""
                anatomy_val.csv:1: has 5 fields; expected 6: the question, four choices and the answer
                anatomy_val.csv:2: the answer is 'E'; expected A to D, or 0 to 3
                anatomy_val.csv:3: the answer is ''; expected A to D, or 0 to 3
                anatomy_val.csv:5: text after the closing quote of field 2; expected a comma or the end of the line \
                (a quote inside is written twice)""");
        Path unknown = write(folder, "alchemy_test.csv", "Q,a,b,c,d,B\n");
        assertThat(refusals(new Mmlu().load(unknown).refusals()))
                .isEqualTo("alchemy_test.csv:1: unknown subject 'alchemy';"
                        + " expected one of the 57, such as high_school_physics");
    }

    /** Paper, appendix E.3. */
    @Test
    void theFourGroupsHoldThe57Subjects() {
        assertThat(MmluCategory.values())
                .extracting(category -> category.subjects().size())
                .containsExactly(18, 13, 7, 19);
        assertThat(Arrays.stream(MmluCategory.values())
                        .map(MmluCategory::subjects)
                        .flatMap(Collection::stream)
                        .distinct())
                .hasSize(57);
        assertThat(MmluCategory.of("formal_logic")).contains(MmluCategory.STEM);
        assertThat(MmluCategory.of("marketing")).contains(MmluCategory.LAW);
        assertThat(MmluCategory.of("alchemy")).isEmpty();
    }

    /** The same question with other choices is another question; examples for prompts are in no split. */
    @Test
    void testAndValidationAreSplitWithoutDuplicatesOfQuestionAndChoices() throws IOException {
        write(folder, "test/anatomy_test.csv", "Q,a,b,c,d,A\nQ,a,b,c,e,A\n");
        write(folder, "val/anatomy_val.csv", "Q,a,b,c,d,A\nR,a,b,c,d,A\n");
        write(folder, "dev/anatomy_dev.csv", "R,a,b,c,d,A\nS,a,b,c,d,A\n");
        var splits = SplitRecords.of(new Mmlu().load(folder).records(), Mmlu.SPLITS);
        assertThat(splits.bySplit().values().stream().flatMap(List::stream))
                .extracting(record -> record.part() + " " + record.content())
                .containsExactlyInAnyOrder(
                        "TEST [Q, a, b, c, d]", "TEST [Q, a, b, c, e]", "VALIDATION [R, a, b, c, d]");
        assertThat(splits.refusals())
                .extracting(refusal -> refusal.source().file().getFileName() + ":"
                        + refusal.source().line())
                .containsExactly("anatomy_val.csv:1");
    }
}
