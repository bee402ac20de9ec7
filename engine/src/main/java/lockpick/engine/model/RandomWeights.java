package lockpick.engine.model;

import java.util.random.RandomGenerator;
import lockpick.engine.nn.Parameters;
import lockpick.engine.nn.Parameters.Spec;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Device;
import lockpick.engine.tensor.Libtorch;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;

/** First values of weights: matrices as their family draws them, norms that change nothing, biases 0. */
final class RandomWeights {

    private RandomWeights() {}

    /** The same numbers for the same seed on every machine; each weight has a stream of its own. */
    static Parameters of(Architecture architecture, Seed seed, DType dtype, Device device) {
        Parameters parameters = new Parameters(dtype, device, architecture.specs());
        try (var noGrad = Libtorch.noGrad()) {
            for (Spec spec : architecture.specs()) {
                try (var scope = TensorScope.open()) {
                    Tensor parameter = parameters.get(spec.name());
                    if (spec.isMatrix()) {
                        parameter.copy_(gaussian(
                                spec,
                                architecture.firstSpread(spec.name()),
                                seed.stream(spec.name()).generator()));
                    } else if (spec.name().endsWith(".weight")) {
                        parameter.copy_(Tensor.full(architecture.firstNorm(), DType.FLOAT32, spec.shape()));
                    }
                }
            }
        }
        return parameters;
    }

    private static Tensor gaussian(Spec spec, double std, RandomGenerator random) {
        float[] values = new float[Math.toIntExact(spec.count())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (std * random.nextGaussian());
        }
        return Tensor.of(values, spec.shape());
    }
}
