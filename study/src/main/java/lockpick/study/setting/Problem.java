package lockpick.study.setting;

/**
 * Something wrong with a setting.
 *
 * @param line where it stands, counted from 1; 0 when it stands in no line
 * @param path the setting, such as {@code locks[0].epochs}; empty for the file as a whole
 * @param given the value, or empty when the message does not need it
 * @param message what was expected, and what to do
 */
public record Problem(int line, String path, String given, String message) {

    /** Path, value and message, as {@code locks[0].epochs = 0: must be at least 1}. */
    public String text() {
        String subject = path.isEmpty() || given.isEmpty() ? path + given : path + " = " + given;
        String text = subject.isEmpty() ? message : subject + ": " + message;
        return text.replaceAll("\\p{Cntrl}", "?"); // what a file holds must not steer a terminal
    }
}
