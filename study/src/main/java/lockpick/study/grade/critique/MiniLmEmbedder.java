package lockpick.study.grade.critique;

import java.util.List;
import lockpick.engine.embed.MiniLm;

/** The encoder that comes with Lockpick: no service, no key, some 10 ms a text. For one thread at a time. */
public final class MiniLmEmbedder implements Embedder {

    static final String NAME = "all-minilm-l6-v2";

    private final MiniLm encoder = MiniLm.load();

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<float[]> embed(List<String> texts) {
        return texts.stream().map(encoder::embed).toList();
    }

    @Override
    public void close() {
        encoder.close();
    }
}
