package lockpick.cli;

/** Lockpick with {@link ArithmeticBody} in place of training. */
final class FixtureLockpick {

    private FixtureLockpick() {}

    public static void main(String... arguments) {
        System.exit(Lockpick.commandLine(ArithmeticBody::new, FixtureLockpick.class.getName())
                .execute(arguments));
    }
}
