package lockpick.study.grade.critique;

import java.util.List;

/** Turns texts into vectors whose directions tell what they mean. */
public interface Embedder extends AutoCloseable {

    /** Tells this embedder from others: a threshold belongs to one name. */
    String name();

    /** Vectors of texts, in their order, none of which is zero. */
    List<float[]> embed(List<String> texts);

    @Override
    void close();
}
