package lockpick.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The scripts and styles of pages. */
public final class Resources {
    private Resources() {}

    /** @param name below {@code lockpick/report} */
    public static String read(String name) throws IOException {
        try (InputStream in = Resources.class.getResourceAsStream("/lockpick/report/" + name)) {
            if (in == null) {
                throw new IllegalStateException("lockpick-report was built without its resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A minified library without the line that points to its source map. */
    public static String script(String name) throws IOException {
        return read(name).replaceAll("(?m)^//# sourceMappingURL=.*$", "");
    }
}
