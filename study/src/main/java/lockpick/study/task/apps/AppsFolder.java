package lockpick.study.task.apps;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import lockpick.study.task.data.Json;
import lockpick.study.task.data.RefusedException;
import lockpick.study.task.data.Row;
import lockpick.study.task.data.Source;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A problem as a folder of files, read into the row that the Hugging Face copy has for it. */
final class AppsFolder {

    private static final String QUESTION = "question.txt";
    private static final String METADATA = "metadata.json";

    private AppsFolder() {}

    static boolean isOne(Path folder) {
        return Files.exists(folder.resolve(QUESTION)) || Files.exists(folder.resolve(METADATA));
    }

    /** @throws RefusedException if a file is missing or broken */
    static Row row(Path folder) throws IOException {
        ObjectNode values = JsonNodeFactory.instance.objectNode();
        values.put("problem_id", folder.getFileName().toString());
        values.put("question", text(folder, QUESTION).orElseThrow(() -> new RefusedException("has no " + QUESTION)));
        String metadata = text(folder, METADATA).orElseThrow(() -> new RefusedException("has no " + METADATA));
        if (!(Json.of(metadata) instanceof ObjectNode facts)) {
            throw new RefusedException(METADATA + ": expected an object with difficulty and url");
        }
        values.setAll(facts);
        put(values, "solutions", text(folder, "solutions.json"));
        put(values, "input_output", text(folder, "input_output.json"));
        put(values, "starter_code", text(folder, "starter_code.py"));
        return new Row(Source.file(folder), values);
    }

    private static void put(ObjectNode values, String name, Optional<String> text) {
        text.ifPresent(it -> values.put(name, it));
    }

    private static Optional<String> text(Path folder, String name) throws IOException {
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
        } catch (CharacterCodingException e) {
            throw new RefusedException(name + " is not UTF-8");
        }
    }
}
