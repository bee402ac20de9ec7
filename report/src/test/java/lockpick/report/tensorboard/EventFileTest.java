package lockpick.report.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {

    /** The check value of CRC-32C, e3069283, turned by 15 bits is 2507c60d; with the constant added, c78ab0e5. */
    @Test
    void checksumsAreMasked() {
        assertThat(EventFile.maskedCrc("123456789".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(0xc78ab0e5);
    }

    @Test
    void twoEventsAreTheseBytes(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("events.out.tfevents.1");
        try (EventFile events = new EventFile(file, 1.5e9)) {
            events.scalar(300, "a", 1.5);
        }
        String version = "1800000000000000 a37f4b22" // 24 bytes, as every event file of TensorFlow begins
                + "09 000000c00b5ad641" // wall time 1.5e9
                + "1a 0d 627261696e2e4576656e743a32" // 13 bytes: brain.Event:2
                + "4ca9a464";
        String scalar = "1800000000000000 a37f4b22"
                + "09 000000c00b5ad641"
                + "10 ac02" // step 300 = 0x2c + 128 · 2
                + "2a 0a 0a 08" // a summary of 10 bytes with one value of 8
                + "0a 01 61" // tag a
                + "15 0000c03f" // 1.5
                + "da806091";
        assertThat(Files.readAllBytes(file)).isEqualTo(HexFormat.of().parseHex((version + scalar).replace(" ", "")));
    }
}
