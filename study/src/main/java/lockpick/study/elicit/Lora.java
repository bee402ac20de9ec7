package lockpick.study.elicit;

import java.util.List;
import lockpick.engine.lora.LoraConfig;
import lockpick.study.setting.Setting;
import lockpick.study.setting.Words;

/**
 * A low-rank adapter that is trained in place of the weights (LoRA; Hu et al., 2021), beside every linear layer but the
 * head, since on attention alone it falls short of training all weights (Dettmers et al., 2023, §4).
 */
public record Lora(
        @Setting(help = "rank of what is added to each matrix", byDefault = "16", min = 1)
        int rank,

        @Setting(help = "strength: what is added is multiplied by alpha / rank", byDefault = "32", above = 0)
        double alpha) {

    /** As the engine has it. */
    public LoraConfig config() {
        return new LoraConfig(rank, alpha, List.of(LoraConfig.ALL_LINEAR));
    }

    /** {@code rank 16, alpha 32}. */
    @Override
    public String toString() {
        return "rank " + Words.number(rank) + ", alpha " + Words.number(alpha);
    }
}
