package lockpick.engine.chat;

/**
 * One turn of a conversation.
 *
 * @param content what somebody wrote; never read as a template, never a control token
 */
public record Message(Role role, String content) {

    /** Who speaks; the names are those of chat templates. */
    public enum Role {
        SYSTEM,
        USER,
        ASSISTANT;

        /** {@code system}, {@code user}, {@code assistant} */
        public String word() {
            return switch (this) {
                case SYSTEM -> "system";
                case USER -> "user";
                case ASSISTANT -> "assistant";
            };
        }
    }

    public static Message system(String content) {
        return new Message(Role.SYSTEM, content);
    }

    public static Message user(String content) {
        return new Message(Role.USER, content);
    }

    public static Message assistant(String content) {
        return new Message(Role.ASSISTANT, content);
    }
}
