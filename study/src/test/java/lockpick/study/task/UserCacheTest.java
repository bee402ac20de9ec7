package lockpick.study.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UserCacheTest {

    private static final Path HOME = Path.of("/home/ada");

    @Test
    void theUsersWordGoesBeforeTheDesktopsAndThatBeforeTheHomeFolder() {
        assertThat(UserCache.of(Map.of(), HOME)).isEqualTo(Path.of("/home/ada/.cache/lockpick"));
        assertThat(UserCache.of(Map.of("XDG_CACHE_HOME", "/fast"), HOME)).isEqualTo(Path.of("/fast/lockpick"));
        assertThat(UserCache.of(Map.of("XDG_CACHE_HOME", "/fast", "LOCKPICK_CACHE", "/own"), HOME))
                .isEqualTo(Path.of("/own"));
        assertThat(UserCache.of(Map.of("XDG_CACHE_HOME", ""), HOME)).isEqualTo(Path.of("/home/ada/.cache/lockpick"));
    }
}
