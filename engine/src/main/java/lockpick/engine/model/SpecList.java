package lockpick.engine.model;

import java.util.ArrayList;
import java.util.List;
import lockpick.engine.nn.Parameters.Spec;

/** Names and shapes of weights, gathered layer by layer. */
public final class SpecList {

    private final List<Spec> specs = new ArrayList<>();

    /** One weight. */
    public SpecList add(String name, long... shape) {
        specs.add(new Spec(name, shape));
        return this;
    }

    /** A matrix [out, in] and perhaps a bias. */
    public SpecList linear(String layer, long out, long in, boolean bias) {
        add(layer + ".weight", out, in);
        return bias ? add(layer + ".bias", out) : this;
    }

    /** A norm's scale, and its shift if it has one. */
    public SpecList norm(String layer, long width, boolean bias) {
        add(layer + ".weight", width);
        return bias ? add(layer + ".bias", width) : this;
    }

    public List<Spec> list() {
        return List.copyOf(specs);
    }
}
