package lockpick.study.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsReaderTest {

    enum Colour {
        DARK_RED,
        BLUE
    }

    @Choice.By("kind")
    sealed interface Figure {}

    @Choice("disc")
    record Disc(@Setting(help = "metres", above = 0) double radius) implements Figure {}

    @Choice("box")
    record Box(
            @Setting(help = "metres", byDefault = "[1, 2.5]")
            List<Double> sides) implements Figure {
        Box {
            if (sides.size() != 2) {
                throw new IllegalArgumentException("a box has 2 sides, was given " + sides.size());
            }
        }
    }

    record Drawing(
            @Setting(help = "shown") String name,

            @Setting(help = "a colour", byDefault = "dark-red")
            Colour colour,

            @Setting(help = "framed?", byDefault = "false") boolean framed,

            @Setting(help = "how many", byDefault = "1", min = 1)
            long copies,

            Optional<String> owner,

            @Setting(help = "what is on it", byDefault = "[]")
            List<Figure> figures) {}

    private static Reading<Drawing> read(String yaml) {
        return SettingsReader.read(NodeReader.yaml(yaml), Drawing.class);
    }

    private static List<String> problems(String yaml) {
        return read(yaml).problems().stream().map(Problem::text).toList();
    }

    @Test
    void absentKeysTakeTheirDefaults() {
        assertThat(read("name: x").value())
                .hasValue(new Drawing("x", Colour.DARK_RED, false, 1, Optional.empty(), List.of()));
    }

    @Test
    void everyKindOfSettingIsRead() {
        String yaml = """
                name: "12"
                colour: blue
                framed: true
                copies: 1e6
                owner: me
                figures:
                  - {kind: disc, radius: 3}
                  - kind: box
                """;
        assertThat(read(yaml).value())
                .hasValue(new Drawing(
                        "12",
                        Colour.BLUE,
                        true,
                        1_000_000,
                        Optional.of("me"),
                        List.of(new Disc(3.0), new Box(List.of(1.0, 2.5)))));
    }

    @Test
    void anAliasRepeatsWhatItsAnchorHolds() {
        String yaml = "{name: x, figures: [&disc {kind: disc, radius: 1}, *disc]}";
        assertThat(read(yaml).value().orElseThrow().figures()).containsExactly(new Disc(1), new Disc(1));
    }

    @Test
    void nothingIsConverted() {
        assertThat(problems("{name: 1, colour: BLUE, framed: yes, copies: '2', owner: true}"))
                .containsExactly(
                        "name = 1: expected text; put it in quotes: '1'",
                        "colour = BLUE: expected dark-red or blue; did you mean blue?",
                        "framed = yes: expected true or false; write true",
                        "copies = 2: expected a whole number of at least 1; write it without quotes",
                        "owner = true: expected text; put it in quotes: 'true'");
    }

    @Test
    void aRecordsOwnCheckIsReportedWhereTheRecordStands() {
        Reading<Drawing> reading =
                read("name: x\nfigures:\n  - {kind: disc, radius: 1}\n  - {kind: box, sides: [1]}\n");
        assertThat(reading.problems())
                .containsExactly(new Problem(4, "figures[1]", "", "a box has 2 sides, was given 1"));
    }

    @Test
    void partsCanBeReadThoughTheWholeCannot() {
        Reading<Drawing> reading = read("figures: [{kind: disc, radius: 2}, {kind: disc}]");
        assertThat(reading.value()).isEmpty();
        assertThat(reading.items("figures")).containsExactly("figures[0]", "figures[1]");
        assertThat(reading.part("figures[0]", Disc.class)).hasValue(new Disc(2));
        assertThat(reading.part("figures[1]", Disc.class)).isEmpty();
    }

    @Test
    void whatIsWrittenReadsBack() {
        Drawing drawing = read("{name: x, owner: y, figures: [{kind: disc, radius: 1.0e-4}, {kind: box}]}")
                .value()
                .orElseThrow();
        Node json = NodeReader.json(SettingsJson.of(drawing).toString());
        assertThat(SettingsReader.read(json, Drawing.class).value()).hasValue(drawing);
    }
}
