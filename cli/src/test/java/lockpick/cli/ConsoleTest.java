package lockpick.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ConsoleTest {

    private static final String ERASE = "\r\u001b[K";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void onATerminalTheStatusIsDrawnAgainBelowEachLine() {
        Console console = new Console(out, out, true, 80);
        console.status("1/2 runs");
        console.line("a run");
        console.status("");
        assertThat(printed()).isEqualTo("1/2 runs" + ERASE + "a run\n1/2 runs" + ERASE);
    }

    @Test
    void aStatusNeverWraps() {
        Console console = new Console(out, out, true, 10);
        console.status("0123456789");
        assertThat(printed()).isEqualTo("01234567…");
    }

    @Test
    void elsewhereThereIsNoStatus() {
        Console console = new Console(out, out, false, 80);
        console.status("1/2 runs");
        console.line("a run");
        assertThat(printed()).isEqualTo("a run\n");
    }

    @Test
    void durationsAreInWords() {
        assertThat(Clock.words(0.44)).isEqualTo("0.4 s");
        assertThat(Clock.words(9.96)).isEqualTo("10 s");
        assertThat(Clock.words(245)).isEqualTo("4 min 05 s");
        assertThat(Clock.words(7830)).isEqualTo("2 h 10 min");
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
