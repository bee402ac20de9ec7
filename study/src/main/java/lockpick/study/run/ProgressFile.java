package lockpick.study.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code progress.json} of a run that is being computed: how far it is, for other processes to show. It is no part of the run and
 * gone when that is sealed.
 */
final class ProgressFile {

    private static final String NAME = "progress.json";
    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final JsonMapper JSON = new JsonMapper();

    private final Path file;
    private final LongSupplier nanoTime;
    private final long start;
    private long next;

    /** @param folder that the run is written into */
    ProgressFile(Path folder, LongSupplier nanoTime) {
        this.file = folder.resolve(NAME);
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
        this.next = start;
    }

    /** Writes it, unless that was done a moment ago. */
    void write(long done, long total) {
        long now = nanoTime.getAsLong();
        if (now - next < 0) {
            return;
        }
        next = now + INTERVAL_NANOS;
        JsonNode content = JSON.createObjectNode()
                .put("share", Math.clamp((double) done / total, 0, 1))
                .put("seconds", (now - start) * 1e-9);
        try {
            Path fresh = file.resolveSibling(NAME + ".fresh");
            Files.writeString(fresh, content + "\n");
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    /** @param run name that the run's folder will have */
    static RunningRun read(Path folder, String run) throws IOException {
        try {
            JsonNode content = JSON.readTree(Files.readString(folder.resolve(NAME)));
            return new RunningRun(
                    run,
                    content.required("share").doubleValue(),
                    content.required("seconds").doubleValue());
        } catch (NoSuchFileException | JacksonException | IllegalArgumentException e) {
            return new RunningRun(run, 0, 0); // it has said nothing yet, or is just being put into place
        }
    }
}
