package lockpick.engine.steer;

import java.util.Arrays;
import lockpick.engine.model.Decoder;
import lockpick.engine.tensor.Tensor;

/**
 * What is added to a model's residual stream at every token (activation addition; Turner et al., 2023).
 *
 * @param layers behind how many, from 1 to all
 * @param values D numbers
 */
public record SteeringVector(int layers, double[] values) {

    /** The same direction, so many times as long. */
    public SteeringVector times(double factor) {
        return new SteeringVector(
                layers, Arrays.stream(values).map(value -> factor * value).toArray());
    }

    /** The numbers as a model adds them: [D], in the innermost scope. */
    public Tensor of(Decoder model) {
        return Tensor.of(values, values.length).to(model.dtype()).to(model.device());
    }
}
