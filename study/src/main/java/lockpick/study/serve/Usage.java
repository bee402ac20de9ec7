package lockpick.study.serve;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an answer took.
 *
 * @param promptTokens tokens of the prompts, each counted once
 * @param completionTokens tokens written, end tokens included
 */
record Usage(int promptTokens, int completionTokens) {

    ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("prompt_tokens", promptTokens)
                .put("completion_tokens", completionTokens)
                .put("total_tokens", promptTokens + completionTokens);
    }
}
