package lockpick.engine.model;

import java.util.LinkedHashMap;
import java.util.Map;
import lockpick.engine.nn.LayerNorm;
import lockpick.engine.nn.Linear;
import lockpick.engine.nn.LowRank;
import lockpick.engine.nn.Norm;
import lockpick.engine.nn.Parameters;
import lockpick.engine.nn.RmsNorm;
import lockpick.engine.tensor.Tensor;

/** The numbers of a model as its layers ask for them: by the name of the layer, without ".weight" and ".bias". */
public final class Weights {

    private final Parameters parameters;
    private final Map<String, LowRank> adapters;
    private final Map<String, Linear> linears = new LinkedHashMap<>();

    /** @param adapters what stands beside linear layers, by their names */
    Weights(Parameters parameters, Map<String, LowRank> adapters) {
        this.parameters = parameters;
        this.adapters = adapters;
    }

    /** Every linear layer that was asked for by its own name. */
    Map<String, Linear> linears() {
        return linears;
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
        return new Linear(get(embedding + ".weight"), false, null, null);
    }

    private Linear linear(String layer, boolean inputFirst) {
        Linear linear = new Linear(
                get(layer + ".weight"), inputFirst, parameters.byName().get(layer + ".bias"), adapters.get(layer));
        linears.put(layer, linear);
        return linear;
    }

    public Norm layerNorm(String layer, double eps) {
        return new LayerNorm(get(layer + ".weight"), get(layer + ".bias"), eps);
    }

    public Norm rmsNorm(String layer, double eps) {
        return new RmsNorm(get(layer + ".weight"), eps);
    }
}
