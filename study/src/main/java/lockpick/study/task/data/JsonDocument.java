package lockpick.study.task.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.JsonNode;

/** One JSON object, or an array of them, read element by element. */
final class JsonDocument {

    private JsonDocument() {}

    static void read(Path file, Sink<Row> sink) throws IOException {
        try (InputStream in = DataFile.open(file);
                JsonParser parser = Json.MAPPER.createParser(in)) {
            try {
                if (parser.nextToken() == JsonToken.START_ARRAY) {
                    array(file, parser, sink);
                } else {
                    object(file, parser, sink);
                }
            } catch (JacksonIOException e) {
                throw e.getCause();
            } catch (JacksonException e) {
                sink.refuse(new Refusal(
                        Source.line(
                                file,
                                e.getLocation() == null ? 0 : e.getLocation().getLineNr()),
                        Json.notJson(e) + "; nothing after it can be read"));
            }
        } catch (IOException e) {
            if (!DataFile.isBrokenGzip(e)) {
                throw e;
            }
            sink.refuse(new Refusal(Source.file(file), "broken gzip"));
        }
    }

    private static void array(Path file, JsonParser parser, Sink<Row> sink) {
        for (long element = 1; parser.nextToken() != JsonToken.END_ARRAY; element++) {
            row(new Source(file, line(parser), element), parser, sink);
        }
        if (parser.nextToken() != null) {
            sink.refuse(new Refusal(Source.line(file, line(parser)), "expected nothing after the array"));
        }
    }

    private static void object(Path file, JsonParser parser, Sink<Row> sink) {
        if (parser.currentToken() == null) {
            sink.refuse(new Refusal(Source.file(file), "empty; expected an object or an array"));
            return;
        }
        row(Source.line(file, line(parser)), parser, sink);
        if (parser.nextToken() != null) {
            sink.refuse(new Refusal(
                    Source.line(file, line(parser)),
                    "expected nothing after the object; JSON Lines files have names ending in .jsonl"));
        }
    }

    private static void row(Source source, JsonParser parser, Sink<Row> sink) {
        JsonNode value = parser.readValueAsTree();
        try {
            sink.accept(new Row(source, JsonLines.object(value)));
        } catch (RefusedException e) {
            sink.refuse(new Refusal(source, e.reason()));
        }
    }

    private static long line(JsonParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }
}
