package lockpick.study.serve;

import java.nio.charset.StandardCharsets;
import lockpick.engine.generate.ScoredToken;
import lockpick.study.serve.Choice.Piece;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Answers of {@code /v1/chat/completions}. */
record ChatForm(TokenText words, boolean logProbs) implements AnswerForm {

    @Override
    public String prefix() {
        return "chatcmpl-";
    }

    @Override
    public String object(boolean part) {
        return part ? "chat.completion.chunk" : "chat.completion";
    }

    @Override
    public ObjectNode choice(Piece piece, boolean part) {
        ObjectNode choice = JsonNodeFactory.instance.objectNode().put("index", piece.choice());
        ObjectNode message = choice.putObject(part ? "delta" : "message");
        if (piece.begins()) {
            message.put("role", "assistant");
        }
        message.put("content", piece.text());
        choice.set("logprobs", logProbs ? logProbs(piece) : JsonNodeFactory.instance.nullNode());
        AnswerForm.putReason(choice, piece.stop());
        return choice;
    }

    private ObjectNode logProbs(Piece piece) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode content = json.putArray("content");
        for (ScoredToken token : piece.tokens()) {
            ObjectNode entry = content.addObject();
            put(entry, token.token(), token.logProb());
            ArrayNode top = entry.putArray("top_logprobs");
            for (int rank = 0; rank < token.likeliest().length; rank++) {
                put(top.addObject(), token.likeliest()[rank], token.logProbs()[rank]);
            }
        }
        return json;
    }

    private void put(ObjectNode entry, int token, float logProb) {
        String text = words.text(token);
        entry.put("token", text).put("logprob", logProb);
        ArrayNode bytes = entry.putArray("bytes");
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            bytes.add(each & 0xFF);
        }
    }
}
