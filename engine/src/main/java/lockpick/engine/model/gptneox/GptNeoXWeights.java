package lockpick.engine.model.gptneox;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import lockpick.engine.nn.Parameters;
import lockpick.engine.nn.Parameters.Spec;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Libtorch;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;

/** Names, shapes and first values of a GPT-NeoX decoder's weights; the names are those of its checkpoints. */
final class GptNeoXWeights {

    private GptNeoXWeights() {}

    static List<Spec> specs(GptNeoXConfig config) {
        long width = config.hiddenSize();
        long inner = config.intermediateSize();
        List<Spec> specs = new ArrayList<>();
        specs.add(new Spec("gpt_neox.embed_in.weight", config.vocabSize(), width));
        for (int layer = 0; layer < config.numHiddenLayers(); layer++) {
            String prefix = layerPrefix(layer);
            specs.add(new Spec(prefix + "input_layernorm.weight", width));
            specs.add(new Spec(prefix + "input_layernorm.bias", width));
            specs.add(new Spec(prefix + "post_attention_layernorm.weight", width));
            specs.add(new Spec(prefix + "post_attention_layernorm.bias", width));
            specs.add(new Spec(prefix + "attention.query_key_value.weight", 3 * width, width));
            specs.add(new Spec(prefix + "attention.query_key_value.bias", 3 * width));
            specs.add(new Spec(prefix + "attention.dense.weight", width, width));
            specs.add(new Spec(prefix + "attention.dense.bias", width));
            specs.add(new Spec(prefix + "mlp.dense_h_to_4h.weight", inner, width));
            specs.add(new Spec(prefix + "mlp.dense_h_to_4h.bias", inner));
            specs.add(new Spec(prefix + "mlp.dense_4h_to_h.weight", width, inner));
            specs.add(new Spec(prefix + "mlp.dense_4h_to_h.bias", width));
        }
        specs.add(new Spec("gpt_neox.final_layer_norm.weight", width));
        specs.add(new Spec("gpt_neox.final_layer_norm.bias", width));
        specs.add(new Spec("embed_out.weight", config.vocabSize(), width));
        return specs;
    }

    static String layerPrefix(int layer) {
        return "gpt_neox.layers." + layer + ".";
    }

    /**
     * First values as GPT-NeoX draws them: matrices from N(0, 2/(5·D)), those that write into the residual stream with
     * standard deviation 2/(layers·√D) (Wang and Komatsuzaki, 2021); norms 1, biases 0.
     */
    static Parameters random(GptNeoXConfig config, Seed seed) {
        double matrixStd = Math.sqrt(2.0 / (5.0 * config.hiddenSize()));
        double outputStd = 2.0 / (config.numHiddenLayers() * Math.sqrt(config.hiddenSize()));
        Parameters parameters = new Parameters(DType.FLOAT32, specs(config));
        try (var scope = TensorScope.open();
                var noGrad = Libtorch.noGrad()) {
            parameters.byName().forEach((name, parameter) -> {
                if (name.endsWith("norm.weight")) {
                    parameter.copy_(Tensor.full(1, DType.FLOAT32, parameter.shape()));
                } else if (parameter.dims() == 2) {
                    boolean writesResidual = name.endsWith("attention.dense.weight") || name.endsWith("4h_to_h.weight");
                    parameter.copy_(gaussian(
                            parameter.shape(),
                            writesResidual ? outputStd : matrixStd,
                            seed.stream(name).generator()));
                }
            });
        }
        return parameters;
    }

    private static Tensor gaussian(long[] shape, double std, RandomGenerator random) {
        float[] values = new float[Math.toIntExact(shape[0] * shape[1])];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (std * random.nextGaussian());
        }
        return Tensor.of(values, shape);
    }
}
