package lockpick.study.grade.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Cache folders without a grade in which the compilers' headers are compiled already, once for all tests. */
public final class WarmCache {

    private WarmCache() {}

    /** Makes of an empty folder such a cache. */
    public static Path in(Path folder) throws IOException {
        for (String part : new String[] {"compiler", "sandbox"}) {
            Path shared = Files.createDirectories(
                    Path.of("target", "program-cache", part).toAbsolutePath());
            Files.createSymbolicLink(folder.resolve(part), shared);
        }
        return folder;
    }
}
