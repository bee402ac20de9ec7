package lockpick.study.task.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvParserTest {

    static Stream<Arguments> files() {
        return Stream.of(
                arguments("nothing", "", List.of()),
                arguments("one field", "a", List.of("1:[a]")),
                arguments(
                        "line ends are mixed and the last is missing",
                        "a,b\r\nc,d\ne,f",
                        List.of("1:[a|b]", "2:[c|d]", "3:[e|f]")),
                arguments("empty fields", ",\n,,\n\"\",\n", List.of("1:[|]", "2:[||]", "3:[|]")),
                arguments("empty lines are no records", "\n\r\na\n\n\nb\n\r\n", List.of("3:[a]", "6:[b]")),
                arguments(
                        "commas and line ends in quotes",
                        "\"a,b\",\"c\r\nd\n\"\ne,f\n",
                        List.of("1:[a,b|c\r\nd\n]", "4:[e|f]")),
                arguments("doubled quotes", "\"he said \"\"no\"\"\",\"\"\"\"\n", List.of("1:[he said \"no\"|\"]")),
                arguments(
                        "quotes inside unquoted fields",
                        "5' 6\" tall,a \"b\" c,\"\"\n",
                        List.of("1:[5' 6\" tall|a \"b\" c|]")),
                arguments("a blank before a quote", " \"a\",b\n", List.of("1:[ \"a\"|b]")),
                arguments("blanks, tabs and no-break spaces stay", " a ,\tb\u00a0\n", List.of("1:[ a |\tb\u00a0]")),
                arguments("None and null are text", "None,null,NA\n", List.of("1:[None|null|NA]")),
                arguments("a lone carriage return is text", "a\rb,\"c\rd\"\n", List.of("1:[a\rb|c\rd]")),
                arguments("a carriage return at the very end", "a,b\r", List.of("1:[a|b]")),
                arguments("a replacement character that was there", "a\ufffd\n", List.of("1:[a\ufffd]")),
                arguments(
                        "a quote never closed",
                        "a,b\nc,\"d\ne,f\n",
                        List.of(
                                "1:[a|b]",
                                "2! the quote that opens field 2 is never closed; the rest of the file is in it")),
                arguments(
                        "text after a closing quote",
                        "\"a\"b,c\nd,e\n",
                        List.of(
                                "1! text after the closing quote of field 1; expected a comma or the end of the line"
                                        + " (a quote inside is written twice)",
                                "2:[d|e]")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void recordsAreReadAsExportsWriteThem(String name, String text, List<String> expected) {
        assertThat(read(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(expected);
    }

    @Test
    void bytesThatAreNotUtf8AreRefusedAndReadingGoesOn() {
        byte[] text = "a,\"b\nb\",c\nd,e,f\n".getBytes(StandardCharsets.UTF_8);
        text[0] = (byte) 0xe9; // é in Latin-1
        assertThat(read(text)).containsExactly("1! field 1 is not UTF-8", "3:[d|e|f]");
    }

    /** Longer than any buffer, so that every quirk also falls onto the end of one. Seeds are in the test's name. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void whatIsWrittenIsReadBack(long seed) {
        var random = new Random(seed);
        var text = new StringBuilder();
        List<String> expected = new ArrayList<>();
        long line = 1;
        while (text.length() < 300_000) {
            List<String> fields = Stream.generate(() -> field(random)).limit(3).toList();
            expected.add(line + ":[" + String.join("|", fields) + "]");
            line += 1
                    + fields.stream()
                            .flatMapToInt(String::chars)
                            .filter(c -> c == '\n')
                            .count();
            text.append(String.join(
                    ",",
                    fields.stream()
                            .map(f -> '"' + f.replace("\"", "\"\"") + '"')
                            .toList()));
            text.append(random.nextBoolean() ? "\n" : "\r\n");
        }
        assertThat(read(text.toString().getBytes(StandardCharsets.UTF_8))).isEqualTo(expected);
    }

    private static String field(Random random) {
        String alphabet = "ab,\"\n\r é∀";
        var field = new StringBuilder();
        for (int i = random.nextInt(30); i > 0; i--) {
            field.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return field.toString();
    }

    /** A record as line:[field|field], a refusal as line! reason. */
    private static List<String> read(byte[] text) {
        var parser = new CsvParser(new ByteArrayInputStream(text));
        List<String> found = new ArrayList<>();
        while (true) {
            try {
                Optional<List<String>> fields = parser.next();
                if (fields.isEmpty()) {
                    return found;
                }
                found.add(parser.firstLine() + ":[" + String.join("|", fields.get()) + "]");
            } catch (RefusedException e) {
                found.add(parser.firstLine() + "! " + e.reason());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
