package lockpick.study.task;

import java.util.Optional;
import lockpick.engine.tensor.Seed;
import lockpick.study.endpoint.Endpoint;
import lockpick.study.endpoint.EndpointConfig;
import lockpick.study.grade.critique.Embedder;
import lockpick.study.grade.critique.EndpointEmbedder;
import lockpick.study.grade.critique.MiniLmEmbedder;
import lockpick.study.setting.Choice;
import lockpick.study.setting.Setting;

/** What tells how alike two critiques are (docs/tasks/critique-grading.md). */
@Choice.By("by")
public sealed interface Embedding {

    /** From which similarity on a critique is correct; empty for the one that is known. */
    Optional<Double> threshold();

    /** Opens it; the caller closes it. */
    Embedder open();

    /** The small encoder that comes with Lockpick: offline, and weaker than the paper's. */
    @Choice("minilm")
    record Offline(
            @Setting(help = "from which cosine on a critique is correct; left out: 0.393", min = -1, max = 1)
            Optional<Double> threshold)
            implements Embedding {

        @Override
        public Embedder open() {
            return new MiniLmEmbedder();
        }
    }

    /** A model of a service; the paper's is text-embedding-3-large. */
    @Choice("endpoint")
    record Service(
            @Setting(help = "the service and its model") EndpointConfig endpoint,

            @Setting(
                    help =
                            "from which cosine on a critique is correct; left out: 0.8 for text-embedding-3-large (paper E.2);"
                                    + " other models need one",
                    min = -1,
                    max = 1)
            Optional<Double> threshold)
            implements Embedding {

        @Override
        public Embedder open() {
            return new EndpointEmbedder(
                    new Endpoint(endpoint, System.getenv(), UserCache.folder("answers"), new Seed(0)),
                    Optional.empty());
        }
    }
}
