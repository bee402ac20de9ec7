package lockpick.engine.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import lockpick.engine.nn.Parameters;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Device;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Ten steps in float64 follow a reference: golden/optim in the test resources. */
class GoldenOptimizerTest {

    private static final double TOLERANCE = 1e-12;

    @ParameterizedTest
    @ValueSource(strings = {"given_grads", "on_quadratic"})
    void lion(String trajectory) {
        JsonNode golden = read("lion.json");
        JsonNode hyper = golden.required("hyper");
        Lion.Settings settings = new Lion.Settings(
                hyper.required("beta1").asDouble(),
                hyper.required("beta2").asDouble(),
                hyper.required("weight_decay").asDouble(),
                0);
        try (Parameters parameters = decaying(golden);
                Optimizer optimizer = new Lion(parameters, settings)) {
            follow(golden, trajectory, parameters, optimizer);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"given_grads", "on_quadratic"})
    void adamW(String trajectory) {
        JsonNode golden = read("adamw.json");
        JsonNode hyper = golden.required("hyper");
        AdamW.Settings settings = new AdamW.Settings(
                hyper.required("betas").get(0).asDouble(),
                hyper.required("betas").get(1).asDouble(),
                hyper.required("eps").asDouble(),
                hyper.required("weight_decay").asDouble(),
                0);
        try (Parameters parameters = decaying(golden);
                Optimizer optimizer = new AdamW(parameters, settings)) {
            follow(golden, trajectory, parameters, optimizer);
        }
    }

    /** The golden parameters decay, so here they are a matrix. */
    private static Parameters decaying(JsonNode golden) {
        double[] start = doubles(golden.required("param0"));
        Parameters parameters =
                new Parameters(DType.FLOAT64, Device.CPU, List.of(new Parameters.Spec("p", start.length, 1)));
        try (var scope = TensorScope.open()) {
            parameters.get("p").detach().copy_(Tensor.of(start, start.length, 1));
        }
        return parameters;
    }

    private static void follow(JsonNode golden, String trajectory, Parameters parameters, Optimizer optimizer) {
        double learningRate = golden.required("hyper").required("lr").asDouble();
        JsonNode quadratic = golden.required("quadratic");
        double[] curvature = doubles(quadratic.required("curvature"));
        double[] target = doubles(quadratic.required("target"));
        int step = 0;
        for (JsonNode expected : golden.required(trajectory)) {
            try (var scope = TensorScope.open()) {
                double[] gradient = doubles(expected.required("grad"));
                if (trajectory.equals("on_quadratic")) {
                    double[] at = parameters.get("p").toDoubles();
                    for (int i = 0; i < gradient.length; i++) {
                        gradient[i] = curvature[i] * (at[i] - target[i]);
                    }
                }
                parameters.gradient("p").copy_(Tensor.of(gradient, gradient.length, 1));
                optimizer.step(learningRate);
                assertThat(parameters.get("p").toDoubles())
                        .as("after step %d", step++)
                        .containsExactly(doubles(expected.required("param")), within(TOLERANCE));
            }
        }
        assertThat(step).isEqualTo(10);
    }

    private static double[] doubles(JsonNode array) {
        return array.valueStream().mapToDouble(JsonNode::asDouble).toArray();
    }

    private static JsonNode read(String file) {
        try (InputStream in = GoldenOptimizerTest.class.getResourceAsStream("/golden/optim/" + file)) {
            return JsonMapper.builder().build().readTree(in.readAllBytes());
        } catch (IOException e) {
            throw new AssertionError("golden/optim/" + file + " cannot be read", e);
        }
    }
}
