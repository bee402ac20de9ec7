package lockpick.study.prompt;

import java.util.List;

/** How a task has its problems answered. */
public sealed interface Answering {

    /**
     * A policy writes what it likes.
     *
     * @param maxNewTokens most tokens of a completion, the end token included
     */
    record Written(int maxNewTokens) implements Answering {}

    /**
     * A policy says which of these completions it finds likeliest (multiple choice); of equally likely ones the first
     * counts.
     */
    record Chosen(List<String> options) implements Answering {

        public Chosen {
            options = List.copyOf(options);
        }
    }
}
