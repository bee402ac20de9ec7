package lockpick.study.endpoint;

/** What somebody says in a chat. */
public record Turn(Role role, String text) {

    public static Turn user(String text) {
        return new Turn(Role.USER, text);
    }
}
