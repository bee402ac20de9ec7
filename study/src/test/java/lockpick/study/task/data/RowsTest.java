package lockpick.study.task.data;

import static lockpick.study.task.data.Fixture.gzip;
import static lockpick.study.task.data.Fixture.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowsTest {

    @TempDir
    Path folder;

    @Test
    void everyLineOfJsonLinesIsARow() throws IOException {
        Path file = write(folder, "a.jsonl", "{\"x\":1}\r\n\n {\"x\":\"\\u00e9\u2028\"}");
        assertThat(read(file)).containsExactly("a.jsonl:1 {\"x\":1}", "a.jsonl:3 {\"x\":\"é\u2028\"}");
    }

    @Test
    void everyBrokenLineIsRefusedWithItsReason() throws IOException {
        Path file = write(
                folder,
                "a.jsonl",
                "{\"x\":1\n{\"x\":2}\n[3]\n{\"x\":4} 5\n{\"x\":6,\"x\":7}\n{\"x\":NaN}\n{\"x\":0.10}\n");
        List<String> found = read(file);
        assertThat(found).hasSize(7);
        assertThat(found.get(0)).startsWith("a.jsonl:1: not valid JSON: ");
        assertThat(found.get(1)).isEqualTo("a.jsonl:2 {\"x\":2}");
        assertThat(found.get(2)).isEqualTo("a.jsonl:3: expected an object in braces, found a list");
        assertThat(found.get(3)).startsWith("a.jsonl:4: not valid JSON: ");
        assertThat(found.get(4)).startsWith("a.jsonl:5: not valid JSON: ").contains("x");
        assertThat(found.get(5)).startsWith("a.jsonl:6 ").contains("NaN");
        assertThat(found.get(6)).isEqualTo("a.jsonl:7 {\"x\":0.10}");
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() throws IOException {
        byte[] text = "{\"x\":\"a\"}\n{\"x\":\"b\"}\n".getBytes(StandardCharsets.UTF_8);
        text[6] = (byte) 0xff;
        List<String> found = read(write(folder, "a.jsonl", text));
        assertThat(found.get(0)).startsWith("a.jsonl:1: not valid JSON: Invalid UTF-8");
        assertThat(found.get(1)).isEqualTo("a.jsonl:2 {\"x\":\"b\"}");
    }

    @Test
    void anArrayIsReadElementByElementAndTheFirstBreakEndsIt() throws IOException {
        Path whole = write(folder, "whole.json", "[{\"x\":1}, {\"x\":2},\n{\"x\":3}, 4]\n");
        assertThat(read(whole))
                .containsExactly(
                        "whole.json:1 (element 1) {\"x\":1}",
                        "whole.json:1 (element 2) {\"x\":2}",
                        "whole.json:2 (element 3) {\"x\":3}",
                        "whole.json:2 (element 4): expected an object in braces, found a number");
        List<String> cut = read(write(folder, "cut.json", "[{\"x\":1},\n{\"x\":"));
        assertThat(cut).hasSize(2);
        assertThat(cut.get(1)).startsWith("cut.json:2: not valid JSON: ").endsWith("; nothing after it can be read");
    }

    @Test
    void aJsonFileMayHoldOneObject() throws IOException {
        assertThat(read(write(folder, "1.json", "{\n  \"x\": 1\n}\n"))).containsExactly("1.json:1 {\"x\":1}");
        assertThat(read(write(folder, "2.json", "{\"x\":1}\n{\"x\":2}")))
                .containsExactly(
                        "2.json:1 {\"x\":1}",
                        "2.json:2: expected nothing after the object;"
                                + " JSON Lines files have names ending in .jsonl");
        assertThat(read(write(folder, "3.json", "[{\"x\":1}] 2")))
                .containsExactly("3.json:1 (element 1) {\"x\":1}", "3.json:1: expected nothing after the array");
        assertThat(read(write(folder, "4.json", ""))).containsExactly("4.json: empty; expected an object or an array");
    }

    @Test
    void csvTakesItsColumnsFromTheFirstRecord() throws IOException {
        Path file = write(folder, "a.csv", "\ufeffx,y\n1,\"2\n\"\n3\nNone,\n");
        assertThat(read(file))
                .containsExactly(
                        "a.csv:2 {\"x\":\"1\",\"y\":\"2\\n\"}",
                        "a.csv:4: has 1 fields; expected 2",
                        "a.csv:5 {\"x\":\"None\",\"y\":\"\"}");
        assertThat(read(write(folder, "b.csv", "x,x\n1,2\n")).getFirst())
                .isEqualTo("b.csv:2: two columns are named 'x'");
    }

    @Test
    void parquetIsReadWithItsTypesWhateverTheFilesName() throws IOException {
        Path file = Fixture.parquet(
                folder,
                "odd [1]*?.parquet",
                "SELECT 'None' AS text, ['a', 'b'] AS list, 3::BIGINT AS number, NULL AS nothing, 0.5::DOUBLE AS half");
        Fixture.parquet(folder, "odd 1xy.parquet", "SELECT 'another' AS text");
        assertThat(read(file))
                .containsExactly("odd [1]*?.parquet:1 {\"text\":\"None\",\"list\":[\"a\",\"b\"],\"number\":3,"
                        + "\"nothing\":null,\"half\":0.5}");
    }

    @Test
    void aFileThatOnlyClaimsToBeParquetIsRefused() throws IOException {
        Path file = write(folder, "a.parquet", "no, not at all, but long enough to hold a footer");
        assertThat(read(file)).singleElement().asString().startsWith("a.parquet:1: not readable as Parquet: ");
    }

    @Test
    void gzipIsToldByTheBytesAndABrokenOneSaysHowFarItCouldBeRead() throws IOException {
        String text = "{\"x\":1}\n".repeat(50_000);
        byte[] packed = gzip(text);
        assertThat(read(write(folder, "a.jsonl.gz", packed))).hasSize(50_000);
        assertThat(read(write(folder, "named-otherwise.jsonl", packed))).hasSize(50_000);
        List<String> cut = read(write(folder, "cut.jsonl.gz", Arrays.copyOf(packed, packed.length / 2)));
        assertThat(cut).hasSizeBetween(1, 50_000);
        assertThat(cut.getLast())
                .isEqualTo("cut.jsonl.gz:" + cut.size() + ": broken gzip, nothing after this line can be read");
    }

    @Test
    void aFolderIsReadInTheOrderOfItsPathsWithoutWhatIsNoData() throws IOException {
        write(folder, "b/1.jsonl", "{\"x\":2}");
        write(folder, "a.jsonl", "{\"x\":1}");
        write(folder, "README.md", "hello");
        assertThat(read(folder)).containsExactly("a.jsonl:1 {\"x\":1}", "b/1.jsonl:1 {\"x\":2}");
    }

    @Test
    void linksAreFollowedAsCachesUseThem() throws IOException {
        Path blob = write(folder, "blobs/abc", "{\"x\":1}");
        Files.createDirectories(folder.resolve("real"));
        Files.createSymbolicLink(folder.resolve("real/train.jsonl"), blob);
        Path link = Files.createSymbolicLink(folder.resolve("snapshot"), folder.resolve("real"));
        assertThat(read(link)).containsExactly("snapshot/train.jsonl:1 {\"x\":1}");
    }

    @Test
    void otherFormatsAreRefusedAndMissingFilesAreAnError() throws IOException {
        assertThat(read(write(folder, "a.tsv", "x")))
                .containsExactly("a.tsv: unknown format; expected a name ending in .jsonl, .json, .csv or .parquet");
        assertThatThrownBy(() -> read(folder.resolve("none.jsonl"))).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> read(Files.createDirectory(folder.resolve("empty"))))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("holds no .jsonl, .json, .csv or .parquet file");
    }

    private List<String> read(Path path) throws IOException {
        List<String> found = new ArrayList<>();
        Rows.read(path, new Sink<>() {
            @Override
            public void accept(Row row) {
                found.add(row.source() + " " + row.values());
            }

            @Override
            public void refuse(Refusal refusal) {
                found.add(refusal.toString());
            }
        });
        return found.stream().map(line -> line.replace(folder + "/", "")).toList();
    }
}
