package lockpick.study.sandbox;

import java.util.List;

/**
 * What a box runs.
 *
 * @param arguments the first is the name, or, where there is no image, the path inside the box
 * @param image a program file for this machine, linked statically; empty to run a path
 * @param descriptor3 what the command reads from its descriptor 3; empty for none
 */
public record Command(List<String> arguments, byte[] image, byte[] descriptor3) {

    private static final byte[] NOTHING = {};

    public Command {
        arguments = List.copyOf(arguments);
        if (arguments.isEmpty() || arguments.size() > 64) {
            throw new IllegalArgumentException(
                    "a command has 1 to 64 arguments, its name included; was given " + arguments.size());
        }
    }

    /** A program file. */
    public static Command image(byte[] image, String... arguments) {
        return new Command(List.of(arguments), image, NOTHING);
    }

    /** A program of the system. */
    public static Command path(String... arguments) {
        return new Command(List.of(arguments), NOTHING, NOTHING);
    }

    public Command withDescriptor3(byte[] bytes) {
        return new Command(arguments, image, bytes);
    }
}
