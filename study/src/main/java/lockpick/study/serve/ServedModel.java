package lockpick.study.serve;

import java.time.Instant;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.setting.Words;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The model that is served.
 *
 * @param name what clients call it
 * @param maxTokens most tokens written for a completion
 * @param since when it was loaded
 */
record ServedModel(String name, TrainablePolicy policy, int maxTokens, Instant since) {

    /** @throws RefusedException if another model is asked for */
    void checkNamed(String asked) {
        if (!asked.equals(name)) {
            throw RefusedException.of(
                    404, "model_not_found", "model = " + asked + ": this server has " + name + " alone");
        }
    }

    /** Tokens that may follow a prompt. */
    int room(int[] prompt) {
        return policy.model().maxTokens() - prompt.length;
    }

    /**
     * Checks a prompt.
     *
     * @param field where it was given
     * @throws RefusedException if it is empty, or does not fit the model with what may follow it
     */
    int[] checked(String field, int[] prompt, int maxNewTokens) {
        if (prompt.length == 0) {
            throw RefusedException.field(field, "invalid_value", ": empty; a prompt needs at least one token");
        }
        if (maxNewTokens > room(prompt)) {
            throw RefusedException.field(
                    field,
                    "context_length_exceeded",
                    ": " + Words.count(prompt.length, "token") + " and " + maxNewTokens
                            + " new ones do not fit the model, which holds "
                            + policy.model().maxTokens() + "; shorten it or lower max_tokens");
        }
        return prompt;
    }

    ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", name)
                .put("object", "model")
                .put("created", since.getEpochSecond())
                .put("owned_by", "lockpick")
                .put("max_model_len", policy.model().maxTokens());
    }
}
