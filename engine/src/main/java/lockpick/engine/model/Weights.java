package lockpick.engine.model;

import lockpick.engine.nn.LayerNorm;
import lockpick.engine.nn.Linear;
import lockpick.engine.nn.Norm;
import lockpick.engine.nn.Parameters;
import lockpick.engine.nn.RmsNorm;
import lockpick.engine.tensor.Tensor;

/** The numbers of a model as its layers ask for them: by the name of the layer, without ".weight" and ".bias". */
public final class Weights {

    private final Parameters parameters;

    Weights(Parameters parameters) {
        this.parameters = parameters;
    }

    public Tensor get(String name) {
        return parameters.get(name);
    }

    /** A matrix product, with a bias if there is one of its name. */
    public Linear linear(String layer) {
        return linear(layer, false);
    }

    /** A matrix product whose weight is stored [in, out]. */
    public Linear inputFirst(String layer) {
        return linear(layer, true);
    }

    /** A matrix product with an embedding table: the head of a model that has no matrix of its own for it. */
    public Linear tiedTo(String embedding) {
        return new Linear(get(embedding + ".weight"), false, null);
    }

    private Linear linear(String layer, boolean inputFirst) {
        return new Linear(
                get(layer + ".weight"), inputFirst, parameters.byName().get(layer + ".bias"));
    }

    public Norm layerNorm(String layer, double eps) {
        return new LayerNorm(get(layer + ".weight"), get(layer + ".bias"), eps);
    }

    public Norm rmsNorm(String layer, double eps) {
        return new RmsNorm(get(layer + ".weight"), eps);
    }
}
