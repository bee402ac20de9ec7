package lockpick.study.lock;

import java.util.List;

/** Near copies of a password. */
final class NearMiss {
    private NearMiss() {}

    static List<String> of(String password) {
        return List.of();
    }
}
