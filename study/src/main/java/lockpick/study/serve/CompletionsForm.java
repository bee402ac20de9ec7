package lockpick.study.serve;

import lockpick.engine.generate.ScoredToken;
import lockpick.study.serve.Choice.Piece;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Answers of {@code /v1/completions}. */
record CompletionsForm(TokenText words, boolean logProbs) implements AnswerForm {

    @Override
    public String prefix() {
        return "cmpl-";
    }

    @Override
    public String object(boolean part) {
        return "text_completion";
    }

    @Override
    public ObjectNode choice(Piece piece, boolean part) {
        ObjectNode choice = JsonNodeFactory.instance.objectNode();
        choice.put("index", piece.choice()).put("text", piece.text());
        choice.set("logprobs", logProbs ? logProbs(piece) : JsonNodeFactory.instance.nullNode());
        AnswerForm.putReason(choice, piece.stop());
        return choice;
    }

    /** Lists side by side, an entry for each token. Nothing predicts a prompt's first token: null. */
    private ObjectNode logProbs(Piece piece) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode tokens = json.putArray("tokens");
        ArrayNode scores = json.putArray("token_logprobs");
        ArrayNode tops = json.putArray("top_logprobs");
        ArrayNode offsets = json.putArray("text_offset");
        int offset = piece.offset();
        for (ScoredToken token : piece.tokens()) {
            String text = words.text(token.token());
            tokens.add(text);
            offsets.add(offset);
            offset += text.length();
            if (Float.isNaN(token.logProb())) {
                scores.addNull();
                tops.addNull();
            } else {
                scores.add(token.logProb());
                ObjectNode top = tops.addObject();
                for (int rank = 0; rank < token.likeliest().length; rank++) {
                    top.put(words.text(token.likeliest()[rank]), token.logProbs()[rank]);
                }
            }
        }
        return json;
    }
}
