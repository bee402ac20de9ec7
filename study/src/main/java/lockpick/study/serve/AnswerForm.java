package lockpick.study.serve;

import java.util.Optional;
import lockpick.engine.generate.Stop;
import lockpick.study.serve.Choice.Piece;
import tools.jackson.databind.node.ObjectNode;

/** How one of OpenAI's interfaces writes completions. */
interface AnswerForm {

    /** What its answers' ids begin with. */
    String prefix();

    /** The name of its answers, or of the parts of one that is streamed. */
    String object(boolean part);

    /** A completion, or a part of one that is streamed. */
    ObjectNode choice(Piece piece, boolean part);

    /** {@code stop} for an end token or a stop string, {@code length}; null while it goes on. */
    static void putReason(ObjectNode choice, Optional<Stop> stop) {
        choice.put(
                "finish_reason",
                stop.map(reason -> reason instanceof Stop.Length ? "length" : "stop")
                        .orElse(null));
    }
}
