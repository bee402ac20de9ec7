package lockpick.engine.memory;

import java.util.Optional;
import lockpick.engine.lora.LoraConfig;
import lockpick.engine.model.Architecture;
import lockpick.engine.tensor.DType;

/**
 * What is to be trained, and how.
 *
 * @param architecture the model
 * @param dtype element type of its weights
 * @param optimizer which keeps a state beside them
 * @param adapter trained in place of the weights, if there is one
 * @param checkpointed whether blocks are computed once more for their gradients
 * @param tokens of the largest micro-batch, padding included
 * @param targets completion tokens among them
 */
public record TrainingDemand(
        Architecture architecture,
        DType dtype,
        OptimizerState optimizer,
        Optional<LoraConfig> adapter,
        boolean checkpointed,
        int tokens,
        int targets) {

    /** What an optimizer keeps. */
    public enum OptimizerState {
        LION("Lion"),
        LION_WITH_MASTER_WEIGHTS("Lion and master weights"),
        ADAMW("AdamW"),
        ADAMW_WITH_MASTER_WEIGHTS("AdamW and master weights");

        final String label;

        OptimizerState(String label) {
            this.label = label;
        }

        /** Bytes beside each trained number. */
        int bytes(DType dtype) {
            boolean narrow = dtype == DType.BFLOAT16;
            int moment = narrow ? DType.FLOAT32.bytes() : dtype.bytes();
            int master = narrow ? DType.FLOAT32.bytes() : 0;
            return switch (this) {
                case LION -> dtype.bytes();
                case LION_WITH_MASTER_WEIGHTS -> dtype.bytes() + master;
                case ADAMW -> 2 * moment;
                case ADAMW_WITH_MASTER_WEIGHTS -> 2 * moment + master;
            };
        }
    }

    TrainingDemand checkpointing() {
        return new TrainingDemand(architecture, dtype, optimizer, adapter, true, tokens, targets);
    }

    TrainingDemand with(int fewerTokens) {
        int share = Math.max(1, (int) ((long) targets * fewerTokens / tokens));
        return new TrainingDemand(architecture, dtype, optimizer, adapter, checkpointed, fewerTokens, share);
    }

    TrainingDemand with(LoraConfig lora) {
        return new TrainingDemand(architecture, dtype, optimizer, Optional.of(lora), checkpointed, tokens, targets);
    }
}
