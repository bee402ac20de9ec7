package lockpick.report.site;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import lockpick.report.page.Html;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The folder that a site is being written into. */
public record SiteFolder(Path path) {
    private static final JsonMapper JSON = new JsonMapper();

    /** @param name with its folders, such as {@code runs/lock-9a21….html} */
    void put(String name, String content) throws IOException {
        Path file = path.resolve(name);
        Files.createDirectories(file.getParent());
        // unlike Files.writeString this puts a question mark in place of half a surrogate pair, which a model may write
        Files.write(file, content.getBytes(StandardCharsets.UTF_8));
    }

    /** A script that hands its data to {@code site.js}, since a page that was opened from a file may not fetch. */
    void putData(String name, JsonNode data) throws IOException {
        put(
                "data/" + name + ".js",
                "Lockpick.arrived(\"" + name + "\", " + Html.script(JSON.writeValueAsString(data)) + ");\n");
    }
}
