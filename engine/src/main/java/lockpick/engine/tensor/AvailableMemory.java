package lockpick.engine.tensor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.global.torch;

/** How much memory a device has left for this process. */
public final class AvailableMemory {

    private AvailableMemory() {}

    /** Gives back to the system what this process has freed and kept for its next tensors, so that it counts as available. */
    public static void giveBack() {
        Pointer.trimMemory();
    }

    /** Bytes that can be had now, as far as the system tells; empty where it does not. */
    public static OptionalLong of(Device device) {
        return device.isCuda()
                ? OptionalLong.of(torch.getMemoryInfo((byte) device.index()).first())
                : ofProcessor(Path.of("/"));
    }

    /** What Linux says it can give, or less if the control group of the process (a container, say) has less left. */
    static OptionalLong ofProcessor(Path root) {
        OptionalLong system = text(root.resolve("proc/meminfo")).stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith("MemAvailable:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst();
        Path group = root.resolve("sys/fs/cgroup");
        OptionalLong limit = number(group.resolve("memory.max"));
        OptionalLong used = number(group.resolve("memory.current"));
        if (system.isEmpty() || limit.isEmpty() || used.isEmpty()) {
            return system;
        }
        return OptionalLong.of(Math.min(system.getAsLong(), Math.max(0, limit.getAsLong() - used.getAsLong())));
    }

    private static OptionalLong number(Path file) {
        return text(file)
                .map(String::strip)
                .filter(text -> text.matches("\\d{1,18}")) // "max" is no limit
                .map(text -> OptionalLong.of(Long.parseLong(text)))
                .orElse(OptionalLong.empty());
    }

    private static Optional<String> text(Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException e) {
            return Optional.empty(); // another system, or one that does not tell
        }
    }
}
