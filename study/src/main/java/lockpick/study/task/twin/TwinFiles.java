package lockpick.study.task.twin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes the files of a twin; none may be there already. */
public final class TwinFiles {

    private TwinFiles() {}

    /** One JSON object with a line end. */
    public static void json(Path file, Consumer<ObjectNode> content) throws IOException {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        content.accept(json);
        text(file, json + "\n");
    }

    public static void text(Path file, String text) throws IOException {
        if (file.getParent() != null) {
            Files.createDirectories(file.getParent());
        }
        Files.write(file, text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE_NEW);
    }
}
