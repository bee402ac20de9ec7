package lockpick.study.endpoint;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import lockpick.study.endpoint.Written.Ending;
import lockpick.study.endpoint.Written.ScoredToken;
import lockpick.study.endpoint.Written.TokenChoice;
import tools.jackson.databind.JsonNode;

/** Takes an answer apart. What is not as it should be is an {@link UnusableException}, never a guess. */
final class AnswerReader {

    private static final double ROUNDING = 1e-3; // by which services put the logarithm of a probability above 0

    private AnswerReader() {}

    /** An answer that is none; the reason is the end of a sentence. */
    static final class UnusableException extends RuntimeException {

        private static final long serialVersionUID = 1;

        UnusableException(String why) {
            super(why);
        }

        String why() {
            return String.valueOf(getMessage());
        }
    }

    static Answer read(JsonNode root, Request request) {
        JsonNode choices = root.path("choices");
        int expected = request.draw().count();
        if (!choices.isArray() || choices.size() != expected) {
            throw new UnusableException("it holds " + (choices.isArray() ? choices.size() : "no") + " choices where "
                    + expected + " were asked for");
        }
        List<Written> written = new ArrayList<>();
        for (JsonNode choice : choices) {
            written.add(
                    switch (request) {
                        case Request.Chat chat -> ofChat(choice, chat.draw());
                        case Request.Completion completion -> ofCompletion(choice, completion.draw());
                    });
        }
        return new Answer(written);
    }

    private static Written ofChat(JsonNode choice, Draw draw) {
        JsonNode message = choice.path("message");
        JsonNode text = message.path("content").isString() ? message.path("content") : message.path("refusal");
        List<TokenChoice> tokens = new ArrayList<>();
        if (draw.topLogProbs().isPresent()) {
            for (JsonNode token : list(choice.path("logprobs").path("content"), "log-probabilities")) {
                List<ScoredToken> top = new ArrayList<>();
                for (JsonNode other : list(token.path("top_logprobs"), "most probable tokens")) {
                    top.add(scored(other));
                }
                tokens.add(new TokenChoice(scored(token), top));
            }
        }
        return new Written(text(text), ending(choice), tokens);
    }

    private static Written ofCompletion(JsonNode choice, Draw draw) {
        List<TokenChoice> tokens = new ArrayList<>();
        if (draw.topLogProbs().isPresent()) {
            JsonNode logProbs = choice.path("logprobs");
            Iterator<JsonNode> scores =
                    list(logProbs.path("token_logprobs"), "log-probabilities").iterator();
            Iterator<JsonNode> tops =
                    list(logProbs.path("top_logprobs"), "most probable tokens").iterator();
            for (JsonNode token : list(logProbs.path("tokens"), "tokens")) {
                if (!scores.hasNext() || !tops.hasNext()) {
                    throw new UnusableException("it holds more tokens than log-probabilities");
                }
                List<ScoredToken> top = new ArrayList<>();
                for (Map.Entry<String, JsonNode> other : tops.next().properties()) {
                    top.add(new ScoredToken(other.getKey(), logProb(other.getValue())));
                }
                tokens.add(new TokenChoice(new ScoredToken(text(token), logProb(scores.next())), top));
            }
        }
        return new Written(text(choice.path("text")), ending(choice), tokens);
    }

    private static ScoredToken scored(JsonNode token) {
        return new ScoredToken(text(token.path("token")), logProb(token.path("logprob")));
    }

    private static double logProb(JsonNode value) {
        if (!value.isNumber() || !(value.asDouble() <= ROUNDING)) {
            throw new UnusableException("a log-probability is missing or above 0");
        }
        return Math.min(value.asDouble(), 0);
    }

    private static String text(JsonNode value) {
        if (!value.isString()) {
            throw new UnusableException("a text is missing");
        }
        return value.stringValue();
    }

    private static JsonNode list(JsonNode value, String what) {
        if (!value.isArray()) {
            throw new UnusableException("it holds no " + what);
        }
        return value;
    }

    private static Ending ending(JsonNode choice) {
        return switch (choice.path("finish_reason").asString("")) {
            case "stop" -> Ending.STOP;
            case "length" -> Ending.LENGTH;
            case "content_filter" -> Ending.FILTERED;
            default -> Ending.OTHER;
        };
    }

    /** The vectors of so many texts, in the order of the texts, all of one length. */
    static List<JsonNode> vectors(JsonNode root, int count) {
        JsonNode data = list(root.path("data"), "vectors");
        JsonNode[] vectors = new JsonNode[count];
        for (JsonNode item : data) {
            int index = item.path("index").asInt(-1);
            if (index < 0 || index >= count || vectors[index] != null) {
                throw new UnusableException("it numbers its vectors wrongly");
            }
            vectors[index] = item.path("embedding");
            vector(vectors[index]);
        }
        if (data.size() != count) {
            throw new UnusableException("it holds " + data.size() + " vectors for " + count + " texts");
        }
        return List.of(vectors);
    }

    /** Numbers, not all of which are 0. */
    static float[] vector(JsonNode numbers) {
        float[] vector = new float[list(numbers, "vector").size()];
        boolean direction = false;
        for (int i = 0; i < vector.length; i++) {
            JsonNode number = numbers.path(i);
            vector[i] = number.isNumber() ? (float) number.doubleValue() : Float.NaN;
            if (!Float.isFinite(vector[i])) {
                throw new UnusableException("a vector holds something that is no number");
            }
            direction |= vector[i] != 0;
        }
        if (!direction) {
            throw new UnusableException("a vector has no direction");
        }
        return vector;
    }
}
