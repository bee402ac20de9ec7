package lockpick.study.task.twin.code;

/**
 * A program with a bug.
 *
 * @param program what is wrong
 * @param does what it does, as {@code starts at 1}
 * @param should what it should do instead, as {@code start at 0}
 */
public record Bug(Program program, String does, String should) {

    /** In one sentence. */
    public String explanation() {
        return "The program " + does + ", but it must " + should + ".";
    }
}
