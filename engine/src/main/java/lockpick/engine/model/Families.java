package lockpick.engine.model;

import lockpick.engine.checkpoint.ConfigJson;
import lockpick.engine.model.gemma.Gemma;
import lockpick.engine.model.gpt2.Gpt2;
import lockpick.engine.model.gptneox.GptNeoX;
import lockpick.engine.model.llama.Llama;
import lockpick.engine.model.mistral.Mistral;
import lockpick.engine.model.qwen2.Qwen2;
import lockpick.engine.model.qwen3.Qwen3;
import lockpick.engine.model.stablelm.StableLm;

/** Every model family there is. */
public final class Families {

    private static final String[] TYPES = {"gpt2", "gpt_neox", "llama", "mistral", "stablelm", "qwen2", "qwen3", "gemma"
    };

    private Families() {}

    /**
     * What a config.json describes.
     *
     * @throws lockpick.engine.checkpoint.CheckpointException if it is of another family, a size is missing or wrong, or it
     *     asks for arithmetic that is not supported
     */
    public static Architecture read(ConfigJson config) {
        config.refuseUnless("model_type", (Object[]) TYPES);
        try {
            return readAs(config.text("model_type"), config);
        } catch (IllegalArgumentException e) { // sizes that no model has
            throw config.refusal(String.valueOf(e.getMessage()));
        }
    }

    private static Architecture readAs(String type, ConfigJson config) {
        return switch (type) {
            case "gpt2" -> Gpt2.read(config);
            case "gpt_neox" -> GptNeoX.read(config);
            case "llama" -> Llama.read(config);
            case "mistral" -> Mistral.read(config);
            case "stablelm" -> StableLm.read(config);
            case "qwen2" -> Qwen2.read(config);
            case "qwen3" -> Qwen3.read(config);
            case "gemma" -> Gemma.read(config);
            default -> throw new IllegalStateException(type);
        };
    }
}
