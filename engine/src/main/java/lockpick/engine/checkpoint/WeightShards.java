package lockpick.engine.checkpoint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Tensor;

/**
 * Weights spread over files, in their order.
 *
 * @param parts what goes into each file; at least one
 * @param totalBytes of all tensors as stored
 */
record WeightShards(List<Map<String, Tensor>> parts, long totalBytes) {

    /**
     * Fills one part after another.
     *
     * @param floating the type that floating-point tensors are stored as
     * @param mostBytes of a part; a tensor with more has a part of its own
     */
    static WeightShards of(Map<String, Tensor> tensors, DType floating, long mostBytes) {
        List<Map<String, Tensor>> parts = new ArrayList<>(List.of(new LinkedHashMap<>()));
        long total = 0;
        long inPart = 0;
        for (Map.Entry<String, Tensor> named : tensors.entrySet()) {
            Tensor tensor = named.getValue();
            long bytes =
                    tensor.count() * StoredType.of(tensor.dtype(), floating).bytes();
            if (inPart > 0 && inPart + bytes > mostBytes) {
                parts.add(new LinkedHashMap<>());
                inPart = 0;
            }
            parts.getLast().put(named.getKey(), tensor);
            inPart += bytes;
            total += bytes;
        }
        return new WeightShards(parts, total);
    }
}
