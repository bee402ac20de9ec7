package lockpick.engine.lora;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import lockpick.engine.model.Decoder;
import lockpick.engine.nn.Linear;
import lockpick.engine.nn.LowRank;
import lockpick.engine.nn.Parameters;
import lockpick.engine.nn.Parameters.Spec;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Libtorch;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;

/**
 * A low-rank adapter (LoRA; Hu et al., 2021) beside some linear layers of a model: all that is trained, while the model's
 * own weights stay as they are and need neither gradients nor optimizer state. Beside BFLOAT16 weights it is FLOAT32.
 *
 * <p>Owns its matrices. Close it before the model: that one then computes as it did without.
 */
public final class LoraAdapter implements AutoCloseable {

    private final Decoder model;
    private final LoraConfig config;
    private final Map<String, Linear> layers;
    private final Parameters parameters;

    /** All zero, beside the layers that the targets mean; not yet heard by the model. */
    LoraAdapter(Decoder model, LoraConfig config) {
        if (model.parameters().collectsGradients()) {
            throw new IllegalStateException("an adapter was put beside a model whose own weights collect gradients;"
                    + " load the model anew, and train the adapter's parameters only");
        }
        if (model.linears().values().stream().anyMatch(layer -> layer.beside() != null)) {
            throw new IllegalStateException("the model has an adapter already; merge or close that one first");
        }
        this.model = model;
        this.config = config;
        this.layers = targeted(model.linears(), config.targets());
        List<Spec> specs = new ArrayList<>();
        layers.forEach((name, layer) -> {
            specs.add(new Spec(down(name), config.rank(), layer.inputs()));
            specs.add(new Spec(up(name), layer.outputs(), config.rank()));
        });
        DType dtype = model.dtype() == DType.FLOAT64 ? DType.FLOAT64 : DType.FLOAT32;
        this.parameters = new Parameters(dtype, model.device(), specs);
    }

    /**
     * A new adapter, which changes nothing before it is trained: its first matrices are random, its second ones zero, as in
     * PEFT.
     *
     * @throws IllegalArgumentException if a target means no layer of the model
     */
    public static LoraAdapter fresh(Decoder model, LoraConfig config, Seed seed) {
        LoraAdapter adapter = new LoraAdapter(model, config);
        try (var noGrad = Libtorch.noGrad()) {
            adapter.layers.forEach((name, layer) -> {
                try (var scope = TensorScope.open()) {
                    Tensor down = adapter.parameters.get(down(name));
                    down.copy_(uniform(down.shape(), seed.stream(name).generator()));
                }
            });
        }
        adapter.attach();
        return adapter;
    }

    /** Between ∓1/√in: what PEFT's Kaiming initialisation comes to. */
    private static Tensor uniform(long[] shape, RandomGenerator random) {
        float[] values = new float[Math.toIntExact(shape[0] * shape[1])];
        double bound = 1 / Math.sqrt(shape[1]);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble(-bound, bound);
        }
        return Tensor.of(values, shape);
    }

    /** The layers that are meant, in the model's order. */
    private static Map<String, Linear> targeted(Map<String, Linear> all, List<String> targets) {
        for (String target : targets) {
            if (all.keySet().stream().noneMatch(layer -> LoraConfig.isMeantBy(target, layer))) {
                throw new IllegalArgumentException("LoRA target " + target + ": the model has no such layer; expected "
                        + LoraConfig.ALL_LINEAR + " or some of " + String.join(", ", kinds(all)));
            }
        }
        Map<String, Linear> meant = new LinkedHashMap<>(all);
        meant.keySet().removeIf(layer -> targets.stream().noneMatch(target -> LoraConfig.isMeantBy(target, layer)));
        return meant;
    }

    /** Last parts of the names of layers, each once. */
    static List<String> kinds(Map<String, Linear> layers) {
        return layers.keySet().stream()
                .map(layer -> layer.substring(layer.lastIndexOf('.') + 1))
                .distinct()
                .collect(Collectors.toList());
    }

    static String down(String layer) {
        return layer + ".lora_A.weight";
    }

    static String up(String layer) {
        return layer + ".lora_B.weight";
    }

    /** From now on the model computes with this adapter. */
    void attach() {
        Map<String, LowRank> products = new HashMap<>();
        layers.keySet().forEach(name -> products.put(name, product(name)));
        model.adapt(products);
    }

    private LowRank product(String layer) {
        return new LowRank(parameters.get(down(layer)), parameters.get(up(layer)), config.scale());
    }

    /**
     * Adds the adapter to the model's weights, which then give the same scores by themselves, up to rounding to their element
     * type; and closes it.
     */
    public void merge() {
        try (var noGrad = Libtorch.noGrad()) {
            layers.forEach((name, layer) -> {
                try (var scope = TensorScope.open()) {
                    Tensor change = product(name).asMatrix();
                    Tensor weight = layer.weight();
                    weight.copy_(weight.to(change.dtype()).add(layer.inputFirst() ? change.transpose(0, 1) : change));
                }
            });
        }
        close();
    }

    public LoraConfig config() {
        return config;
    }

    /** What is to be trained. */
    public Parameters parameters() {
        return parameters;
    }

    /** The adapted layers by their names. */
    Map<String, Linear> layers() {
        return layers;
    }

    @Override
    public void close() {
        model.adapt(Map.of());
        parameters.close();
    }
}
