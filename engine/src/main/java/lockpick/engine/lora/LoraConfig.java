package lockpick.engine.lora;

import java.util.List;

/**
 * Which layers a low-rank adapter stands beside, and how large it is; named as in PEFT.
 *
 * @param rank r, inner width of the two matrices
 * @param alpha strength: what they compute is multiplied by alpha / rank
 * @param targets last parts of layer names, such as {@code q_proj} or {@code self_attn.q_proj}; or {@value #ALL_LINEAR}
 *     alone, for every linear layer but the head
 */
public record LoraConfig(int rank, double alpha, List<String> targets) {

    public static final String ALL_LINEAR = "all-linear";

    public LoraConfig {
        if (rank < 1 || !(alpha > 0) || targets.isEmpty()) {
            throw new IllegalArgumentException("LoRA of rank " + rank + ", alpha " + alpha + " and targets " + targets
                    + ": rank must be at least 1, alpha greater than 0, and there must be a target");
        }
        targets = List.copyOf(targets);
    }

    double scale() {
        return alpha / rank;
    }

    /** Whether a layer of this name is meant by a target. */
    public static boolean isMeantBy(String target, String layer) {
        return target.equals(ALL_LINEAR) || layer.equals(target) || layer.endsWith("." + target);
    }
}
