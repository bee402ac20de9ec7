package lockpick.study.endpoint;

import java.util.List;
import java.util.Optional;
import lockpick.study.endpoint.EndpointConfig.TokenLimit;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is sent: the same request gives the same text, character by character.
 *
 * @param path below the address of the service
 */
record Body(String path, ObjectNode json) {

    private static final JsonMapper JSON = new JsonMapper();

    static Body of(Request request, String model, TokenLimit limit) {
        ObjectNode json = JSON.createObjectNode().put("model", model);
        Draw draw = request.draw();
        String path = switch (request) {
            case Request.Chat chat -> {
                ArrayNode messages = json.putArray("messages");
                chat.turns()
                        .forEach(turn -> messages.addObject()
                                .put("role", turn.role().word())
                                .put("content", turn.content()));
                draw.topLogProbs().ifPresent(top -> json.put("logprobs", true).put("top_logprobs", top));
                json.put(limit.field(), draw.maxTokens());
                yield "/chat/completions";
            }
            case Request.Completion completion -> {
                json.put("prompt", completion.prompt());
                draw.topLogProbs().ifPresent(top -> json.put("logprobs", top));
                json.put("max_tokens", draw.maxTokens());
                yield "/completions";
            }
        };
        json.put("temperature", draw.temperature());
        if (!draw.stops().isEmpty()) {
            ArrayNode stops = json.putArray("stop");
            draw.stops().forEach(stops::add);
        }
        if (draw.count() > 1) {
            json.put("n", draw.count());
        }
        draw.seed().ifPresent(seed -> json.put("seed", seed));
        return new Body(path, json);
    }

    /** A question for the vectors of texts. */
    static Body ofTexts(List<String> texts, String model, Optional<Integer> dimensions) {
        ObjectNode json = JSON.createObjectNode().put("model", model);
        ArrayNode input = json.putArray("input");
        texts.forEach(input::add);
        dimensions.ifPresent(length -> json.put("dimensions", length));
        json.put("encoding_format", "float");
        return new Body("/embeddings", json);
    }

    String text() {
        return JSON.writeValueAsString(json);
    }
}
