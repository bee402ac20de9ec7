package lockpick.study.grade.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import lockpick.study.grade.Grade;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Grades by what decides them, one small file each. Several processes may share the folder. */
final class GradeCache {

    private final Path folder;

    GradeCache(Path folder) {
        this.folder = folder;
    }

    Optional<Grade> get(CacheKey key) throws IOException {
        try {
            return Optional.of(JsonMapper.shared().readValue(Files.readAllBytes(file(key)), Grade.class));
        } catch (NoSuchFileException | JacksonException e) {
            return Optional.empty(); // a broken file is written anew
        }
    }

    void put(CacheKey key, Grade grade) throws IOException {
        Path file = file(key);
        Files.createDirectories(file.getParent());
        Path unfinished = Files.createTempFile(file.getParent(), "grade", ".tmp");
        Files.write(unfinished, JsonMapper.shared().writeValueAsBytes(grade));
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private Path file(CacheKey key) {
        return folder.resolve(key.hex().substring(0, 2)).resolve(key.hex() + ".json");
    }
}
