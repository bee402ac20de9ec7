package lockpick.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The scripts and the style that the page carries inside. */
final class Resources {
    private Resources() {}

    /** @param name below {@code lockpick/report} */
    static String read(String name) throws IOException {
        try (InputStream in = Resources.class.getResourceAsStream("/lockpick/report/" + name)) {
            if (in == null) {
                throw new IllegalStateException("lockpick-report was built without its resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A minified library without the line that points to its source map. */
    static String script(String name) throws IOException {
        return read(name).replaceAll("(?m)^//# sourceMappingURL=.*$", "");
    }
}
