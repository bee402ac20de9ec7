package lockpick.study.serve;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import lockpick.study.serve.Choice.Piece;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What stands around the completions of one answer. */
record Envelope(String id, Instant created, String model, AnswerForm form) {

    static Envelope of(String model, AnswerForm form) {
        return new Envelope(form.prefix() + UUID.randomUUID(), Instant.now(), model, form);
    }

    /** An answer as a whole. */
    ObjectNode whole(List<Piece> choices, Usage usage) {
        ObjectNode json = around(choices, false);
        json.set("usage", usage.json());
        return json;
    }

    /** A part of one that is streamed. */
    ObjectNode part(Piece piece) {
        return around(List.of(piece), true);
    }

    /** The last part, for those who want to know what it took. */
    ObjectNode usage(Usage usage) {
        ObjectNode json = around(List.of(), true);
        json.set("usage", usage.json());
        return json;
    }

    private ObjectNode around(List<Piece> pieces, boolean part) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("object", form.object(part))
                .put("created", created.getEpochSecond())
                .put("model", model);
        ArrayNode choices = json.putArray("choices");
        pieces.forEach(piece -> choices.add(form.choice(piece, part)));
        return json;
    }
}
