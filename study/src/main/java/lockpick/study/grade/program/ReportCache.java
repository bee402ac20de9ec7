package lockpick.study.grade.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import lockpick.study.file.Durable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reports on programs by what decides them, one small file each. Several processes may share the folder. */
final class ReportCache {

    private final Path folder;

    ReportCache(Path folder) {
        this.folder = folder;
    }

    Optional<ProgramReport> get(CacheKey key) throws IOException {
        try {
            return Optional.of(JsonMapper.shared().readValue(Files.readAllBytes(file(key)), ProgramReport.class));
        } catch (NoSuchFileException | JacksonException e) {
            return Optional.empty(); // a broken file is written anew
        }
    }

    void put(CacheKey key, ProgramReport report) throws IOException {
        Path file = file(key);
        Files.createDirectories(file.getParent());
        Durable.replace(file, JsonMapper.shared().writeValueAsString(report));
    }

    private Path file(CacheKey key) {
        return folder.resolve(key.hex().substring(0, 2)).resolve(key.hex() + ".json");
    }
}
