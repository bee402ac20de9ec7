package lockpick.study.grade.critique;

import java.util.List;
import java.util.Optional;
import lockpick.study.endpoint.Endpoint;

/** An embedding model of a service. */
public final class EndpointEmbedder implements Embedder {

    private final Endpoint endpoint;
    private final Optional<Integer> dimensions;

    /**
     * @param endpoint closed with this
     * @param dimensions length of the vectors, of models that can shorten them; empty for the model's own
     */
    public EndpointEmbedder(Endpoint endpoint, Optional<Integer> dimensions) {
        this.endpoint = endpoint;
        this.dimensions = dimensions;
    }

    /** The model's name, followed by the length of shortened vectors: {@code text-embedding-3-large/256}. */
    @Override
    public String name() {
        return name(endpoint.model(), dimensions);
    }

    static String name(String model, Optional<Integer> dimensions) {
        return model + dimensions.map(length -> "/" + length).orElse("");
    }

    /** @throws lockpick.study.endpoint.EndpointException if the service does not answer */
    @Override
    public List<float[]> embed(List<String> texts) {
        return endpoint.embed(texts, dimensions);
    }

    @Override
    public void close() {
        endpoint.close();
    }
}
