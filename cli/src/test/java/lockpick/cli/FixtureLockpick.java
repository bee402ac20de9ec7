package lockpick.cli;

import lockpick.engine.tensor.Device;

/** Lockpick with {@link ArithmeticBody} in place of training. */
final class FixtureLockpick {

    private FixtureLockpick() {}

    public static void main(String... arguments) {
        System.exit(Lockpick.commandLine(FixtureLockpick::body, FixtureLockpick.class.getName())
                .execute(arguments));
    }

    private static ArithmeticBody body(Device device) {
        if (Boolean.getBoolean("fixture.no-start")) {
            throw new IllegalStateException("the fixture was told not to start");
        }
        return new ArithmeticBody();
    }
}
