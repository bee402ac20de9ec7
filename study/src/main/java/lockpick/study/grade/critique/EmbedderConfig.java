package lockpick.study.grade.critique;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import lockpick.engine.tensor.Seed;
import lockpick.study.endpoint.Endpoint;
import lockpick.study.endpoint.EndpointConfig;
import lockpick.study.setting.Choice;
import lockpick.study.setting.Setting;

/** Which embedder compares critiques, and from which similarity on one is correct. */
@Choice.By("embedder")
public sealed interface EmbedderConfig {

    Optional<Double> threshold();

    /** The {@link Embedder#name} of the embedder that this opens. */
    String name();

    /**
     * Reads or reaches the embedder.
     *
     * @param environment where the variable of an API key is looked up
     * @param answers folder of answers of services
     */
    Embedder open(Map<String, String> environment, Path answers, Seed seed);

    /**
     * The threshold that is given here, else the one that is known for the embedder. For checking a study before it runs.
     *
     * @throws ThresholdMissingException if there is neither
     */
    default Threshold fitted() {
        return threshold()
                .map(value -> new Threshold(name(), value, "given in the study"))
                .orElseGet(() -> Threshold.known(name()));
    }

    /** The encoder that comes with Lockpick. */
    @Choice("minilm")
    record Bundled(
            @Setting(
                    help = "similarity from which a critique is correct; none for the one that we fit"
                            + " (docs/tasks/critique-grading.md)",
                    min = -1,
                    max = 1)
            Optional<Double> threshold)
            implements EmbedderConfig {

        @Override
        public String name() {
            return MiniLmEmbedder.NAME;
        }

        @Override
        public Embedder open(Map<String, String> environment, Path answers, Seed seed) {
            return new MiniLmEmbedder();
        }
    }

    /** An embedding model of a service. */
    @Choice("service")
    record Service(
            @Setting(help = "the service and its model, such as text-embedding-3-large")
            EndpointConfig endpoint,

            @Setting(help = "length of the vectors, of models that can shorten them; none for the model's own", min = 1)
            Optional<Integer> dimensions,

            @Setting(
                    help = "similarity from which a critique is correct, fit for this model; none where one is known:"
                            + " 0.8 for text-embedding-3-large",
                    min = -1,
                    max = 1)
            Optional<Double> threshold)
            implements EmbedderConfig {

        @Override
        public String name() {
            return EndpointEmbedder.name(endpoint.model(), dimensions);
        }

        @Override
        public Embedder open(Map<String, String> environment, Path answers, Seed seed) {
            return new EndpointEmbedder(new Endpoint(endpoint, environment, answers, seed), dimensions);
        }
    }
}
