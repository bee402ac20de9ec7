package lockpick.study.task;

import java.nio.file.Path;
import java.util.Map;

/** Where on this machine what was worked out once is kept: compiled programs and their grades, answers of services. */
public final class UserCache {

    private UserCache() {}

    /** A folder of this user's, {@code LOCKPICK_CACHE} or that of the desktop's rules; it may not be there yet. */
    public static Path folder(String name) {
        return of(System.getenv(), Path.of(System.getProperty("user.home"))).resolve(name);
    }

    static Path of(Map<String, String> environment, Path home) {
        String own = environment.getOrDefault("LOCKPICK_CACHE", "");
        if (!own.isEmpty()) {
            return Path.of(own);
        }
        String desktop = environment.getOrDefault("XDG_CACHE_HOME", "");
        return (desktop.isEmpty() ? home.resolve(".cache") : Path.of(desktop)).resolve("lockpick");
    }
}
