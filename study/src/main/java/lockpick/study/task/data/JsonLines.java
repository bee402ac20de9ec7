package lockpick.study.task.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One JSON object a line. Only a line feed ends a line: texts hold the other Unicode line ends. */
final class JsonLines {

    private JsonLines() {}

    static void read(Path file, Sink<Row> sink) throws IOException {
        long number = 1;
        try (InputStream in = DataFile.open(file)) {
            var line = new ByteArrayOutputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next == '\n') {
                    row(Source.line(file, number++), line.toByteArray(), sink);
                    line.reset();
                } else {
                    line.write(next);
                }
            }
            row(Source.line(file, number), line.toByteArray(), sink);
        } catch (IOException e) {
            if (!DataFile.isBrokenGzip(e)) {
                throw e;
            }
            sink.refuse(new Refusal(Source.line(file, number), "broken gzip, nothing after this line can be read"));
        }
    }

    private static void row(Source source, byte[] line, Sink<Row> sink) {
        if (new String(line, StandardCharsets.ISO_8859_1).isBlank()) {
            return;
        }
        try {
            sink.accept(new Row(source, object(Json.of(line))));
        } catch (RefusedException e) {
            sink.refuse(new Refusal(source, e.reason()));
        }
    }

    static ObjectNode object(JsonNode value) {
        if (value instanceof ObjectNode object) {
            return object;
        }
        throw new RefusedException("expected an object in braces, found " + Json.kind(value));
    }
}
