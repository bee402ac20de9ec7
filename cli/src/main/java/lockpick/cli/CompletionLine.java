package lockpick.cli;

import lockpick.engine.generate.Generated;
import lockpick.engine.generate.Stop;
import lockpick.engine.tokenizer.Tokenizer;
import lockpick.study.policy.TrainablePolicy;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A completion as a line of JSON. */
record CompletionLine(GivenPrompt prompt, int sample, Generated generated, TrainablePolicy policy) {

    /**
     * {@code {"prompt": …, "id": …, "sample": 0, "completion": …, "tokens": […], "log_probs": […], "log_prob": …,
     * "ended": true}}. One log-probability for each token, the end token included where it was written, and their sum;
     * tokens of a stop string are among them.
     */
    String json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("prompt", prompt.text());
        prompt.id().ifPresent(id -> json.put("id", id));
        json.put("sample", sample);
        json.put("completion", policy.text(generated));
        Tokenizer tokenizer = policy.tokenizer();
        ArrayNode tokens = json.putArray("tokens");
        for (int token : generated.tokens()) {
            tokens.add(tokenizer.token(token));
        }
        if (generated.stop() instanceof Stop.EndToken end) {
            tokens.add(tokenizer.token(end.token()));
        }
        ArrayNode logProbs = json.putArray("log_probs");
        double sum = 0;
        for (float logProb : generated.logProbs()) {
            logProbs.add(logProb);
            sum += logProb;
        }
        return json.put("log_prob", sum).put("ended", generated.ended()).toString();
    }
}
