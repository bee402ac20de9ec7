package lockpick.study.harden;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lockpick.engine.nn.Parameters;
import lockpick.engine.optim.Optimizer;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;
import lockpick.study.train.Journal;
import lockpick.study.train.Sft;

/** A journal in memory, which keeps every step. */
final class KeptTraining implements Journal {

    private final List<Sft.Step> steps = new ArrayList<>();
    private final Map<String, float[]> tensors = new HashMap<>();

    @Override
    public List<Sft.Step> resume(Parameters parameters, Optimizer optimizer) {
        if (!steps.isEmpty()) {
            try (var scope = TensorScope.open()) {
                tensors(parameters, optimizer).forEach((name, tensor) -> {
                    float[] numbers = tensors.get(name);
                    tensor.copy_(Tensor.of(numbers, numbers.length));
                });
            }
            optimizer.resumeAfter(steps.size());
        }
        return List.copyOf(steps);
    }

    @Override
    public void made(Sft.Step step, Parameters parameters, Optimizer optimizer) {
        steps.add(step);
        tensors(parameters, optimizer).forEach((name, tensor) -> tensors.put(name, tensor.toFloats()));
    }

    @Override
    public void ended() {}

    private static Map<String, Tensor> tensors(Parameters parameters, Optimizer optimizer) {
        Map<String, Tensor> all = new HashMap<>(optimizer.state());
        all.put("weights", parameters.values());
        return all;
    }
}
