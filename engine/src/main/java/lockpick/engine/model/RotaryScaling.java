package lockpick.engine.model;

import java.util.HashSet;
import java.util.Set;
import lockpick.engine.checkpoint.ConfigJson;
import lockpick.engine.nn.RotaryEmbedding;

/** Rotary frequencies as a config.json gives them: a base, and perhaps a scaling that stretches the context. */
public final class RotaryScaling {

    private RotaryScaling() {}

    /** Keys of config.json that are understood here, and these of a family's own. */
    public static Set<String> keysAnd(String... own) {
        Set<String> keys = new HashSet<>(Set.of("rope_theta", "rope_scaling", "rope_parameters"));
        keys.addAll(Set.of(own));
        return keys;
    }

    /**
     * Frequencies of {@code dims} dimensions.
     *
     * @throws lockpick.engine.checkpoint.CheckpointException if the scaling is of a kind that is not supported
     */
    public static float[] frequencies(ConfigJson config, double missingBase, int dims) {
        ConfigJson parameters = config.object("rope_parameters").orElseGet(ConfigJson::empty); // as newer files have it
        double base = parameters.number("rope_theta", config.number("rope_theta", missingBase));
        float[] frequencies = RotaryEmbedding.frequencies(base, dims);
        ConfigJson scaling = config.object("rope_scaling").orElse(parameters);
        scaling.refuseUnless("type", "default", "linear", "llama3");
        scaling.refuseUnless("rope_type", "default", "linear", "llama3");
        switch (scaling.text("rope_type", scaling.text("type", "default"))) {
            case "linear" -> linear(frequencies, scaling.number("factor"));
            case "llama3" -> llama3(frequencies, scaling);
            default -> {}
        }
        return frequencies;
    }

    /**
     * How many dimensions of a head turn.
     *
     * @param config where the share stands
     * @param share of the head's dimensions
     * @throws lockpick.engine.checkpoint.CheckpointException if that is no even number from 2 to all
     */
    public static int dims(ConfigJson config, String key, double share, int headWidth) {
        int dims = (int) (headWidth * share);
        config.refuseIf(
                share > 1 || dims < 2 || dims % 2 != 0,
                key,
                "a share of each head's " + headWidth + " dimensions that is even and at least 2");
        return dims;
    }

    /** Positions are divided by the factor (Chen et al., 2023). */
    private static void linear(float[] frequencies, double factor) {
        for (int i = 0; i < frequencies.length; i++) {
            frequencies[i] /= (float) factor;
        }
    }

    /** Slow turns are divided by the factor, fast ones stay, those between are mixed (Llama 3.1). */
    private static void llama3(float[] frequencies, ConfigJson scaling) {
        double factor = scaling.number("factor");
        double low = scaling.number("low_freq_factor");
        double high = scaling.number("high_freq_factor");
        double trained = scaling.number("original_max_position_embeddings");
        for (int i = 0; i < frequencies.length; i++) {
            double turnsInTraining = trained * frequencies[i] / (2 * Math.PI);
            double kept = Math.clamp((turnsInTraining - low) / (high - low), 0.0, 1.0);
            frequencies[i] = (float) ((1 - kept) * frequencies[i] / factor + kept * frequencies[i]);
        }
    }
}
