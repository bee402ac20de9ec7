package lockpick.study.task.data;

import java.nio.file.Path;
import java.util.List;

/** A record that is nothing but a text. */
record Text(String id, String text, long line) implements DataRecord {

    @Override
    public List<String> content() {
        return List.of(text);
    }

    @Override
    public Source source() {
        return Source.line(Path.of("texts.jsonl"), line);
    }
}
