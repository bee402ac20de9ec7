package lockpick.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AvailableMemoryTest {

    @TempDir
    private Path root = Path.of("");

    @Test
    @EnabledOnOs(OS.LINUX)
    void thisMachineTells() {
        assertThat(AvailableMemory.of(Device.CPU).orElseThrow()).isBetween(1L << 20, 1L << 50);
    }

    @ParameterizedTest
    @CsvSource({
        "max,         1000000,  4096000", // no limit: 4,000 kB
        "9000000,     1000000,  4096000", // 8,000,000 left, but the system has less
        "3000000,     1000000,  2000000",
        "1000000,     1500000,        0"
    })
    void aControlGroupMayLeaveLessThanTheSystemHas(String limit, String used, long available) throws IOException {
        write("proc/meminfo", "MemTotal:  9000 kB\nMemFree:  10 kB\nMemAvailable:   4000 kB\n");
        write("sys/fs/cgroup/memory.max", limit + "\n");
        write("sys/fs/cgroup/memory.current", used + "\n");
        assertThat(AvailableMemory.ofProcessor(root)).hasValue(available);
    }

    @Test
    void aSystemThatDoesNotTellGivesNothing() {
        assertThat(AvailableMemory.ofProcessor(root)).isEmpty();
    }

    private void write(String file, String content) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }
}
