package lockpick.study.endpoint;

import java.util.List;
import lockpick.engine.chat.Message;

/** What is asked of a model. */
public sealed interface Request {

    Draw draw();

    /** The next turn of a chat; the service puts the turns into the model's own form. */
    record Chat(List<Message> turns, Draw draw) implements Request {

        /** @throws IllegalArgumentException without a turn */
        public Chat {
            turns = List.copyOf(turns);
            if (turns.isEmpty()) {
                throw new IllegalArgumentException("a chat of no turns; expected at least one");
            }
        }

        /** A chat of one turn, the user's. */
        public static Chat of(String text, Draw draw) {
            return new Chat(List.of(Message.user(text)), draw);
        }
    }

    /** What goes on from a prompt, as it stands. */
    record Completion(String prompt, Draw draw) implements Request {}
}
