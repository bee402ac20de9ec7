package lockpick.engine.nn;

import java.util.Map;
import java.util.Optional;
import lockpick.engine.tensor.Tensor;

/** The curve between the matrices of a feed-forward layer. */
public enum Activation {
    GELU,
    GELU_TANH,
    SILU;

    private static final Map<String, Activation> NAMES = Map.of(
            "gelu", GELU,
            "gelu_new", GELU_TANH,
            "gelu_fast", GELU_TANH,
            "gelu_pytorch_tanh", GELU_TANH,
            "silu", SILU,
            "swish", SILU);

    /** What a config.json means by a name. */
    public static Optional<Activation> named(String name) {
        return Optional.ofNullable(NAMES.get(name));
    }

    public Tensor apply(Tensor x) {
        return switch (this) {
            case GELU -> x.gelu();
            case GELU_TANH -> x.geluTanh();
            case SILU -> x.silu();
        };
    }
}
