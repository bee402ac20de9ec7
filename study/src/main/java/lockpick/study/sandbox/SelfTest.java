package lockpick.study.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import lockpick.study.sandbox.Outcome.Ending;

/** Runs a program that tries the doors, and believes in the isolation only when each of them is closed. */
final class SelfTest {

    private static final long MEMORY_BYTES = 512L << 20;
    private static final RunLimits SHORT = new RunLimits(1_000, 20_000, 4_096, 4_096);
    private static final RunLimits SHORTER = new RunLimits(30, 20_000, 4_096, 4_096);
    private static final byte[] NO_INPUT = {};

    private SelfTest() {}

    static void run(Sandbox sandbox, byte[] probe) throws IsolationException {
        List<String> open = new ArrayList<>();
        try (Box box = sandbox.box(BoxSettings.program(MEMORY_BYTES))) {
            box.command(Command.image(probe, "probe"));
            Outcome tried = box.run(NO_INPUT, SHORT);
            List<String> lines =
                    new String(tried.output(), StandardCharsets.UTF_8).lines().toList();
            if (!tried.succeeded() || lines.isEmpty() || !lines.getLast().equals("done")) {
                open.add("the self-test's program ended with " + tried.ending() + " " + tried.code());
            }
            lines.stream().filter(line -> !line.equals("done")).forEach(open::add);
            box.command(Command.image(probe, "probe", "write"));
            if (!box.run(NO_INPUT, SHORT).triedToWriteAFile()) {
                open.add("it can write files");
            }
            box.command(Command.image(probe, "probe", "spin"));
            if (box.run(NO_INPUT, SHORTER).ending() != Ending.OUT_OF_CPU_TIME) {
                open.add("its processor time is not limited");
            }
        } catch (IOException e) {
            throw new IsolationException("bubblewrap does not start here (" + e.getMessage() + ")", e);
        }
        if (!open.isEmpty()) {
            throw new IsolationException("a program in the sandbox is not held: " + String.join("; ", open));
        }
    }
}
