package lockpick.engine.generate;

/** Why a completion is over. */
public sealed interface Stop {

    /** The model wrote an end token. */
    record EndToken(int token) implements Stop {}

    /** The text came to hold a stop string. */
    record StopString(String string) implements Stop {}

    /** It has as many tokens as it may have. */
    record Length() implements Stop {}
}
