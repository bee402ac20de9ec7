package lockpick.study.grade.program;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import lockpick.study.sandbox.Box;
import lockpick.study.sandbox.BrokenBoxException;
import lockpick.study.sandbox.Outcome;
import lockpick.study.sandbox.Outcome.Ending;
import lockpick.study.sandbox.RunLimits;

/** Runs the tests of a program, whose command is set, in a box. */
final class TestRuns {

    private static final int LONGER = 3;
    private static final int LONGEST = 27;
    private static final int MOST_WAITING = 4;

    private final Box box;
    private final ProgramLimits limits;
    private final boolean all;

    /** @param all whether the tests after a failed one are run, too */
    TestRuns(Box box, ProgramLimits limits, boolean all) {
        this.box = box;
        this.limits = limits;
        this.all = all;
    }

    Tally inputOutput(ProgramTests.InputOutput tests) throws BrokenBoxException {
        Tally tally = new Tally(tests.count());
        for (int i = 0; i < tests.count() && goesOn(tally); i++) {
            ProgramTests.InputOutput.Run test = tests.runs().get(i);
            RunLimits run = limits.test(test.output().length());
            Outcome outcome = run(test.input(), run);
            if (note(tally, i + 1, outcome, run)) {
                String output = new String(outcome.output(), StandardCharsets.UTF_8);
                if (TokenComparison.same(output, test.output())) {
                    tally.pass(i + 1, outcome);
                } else {
                    tally.fail(i + 1, wrong(output, test.output()), outcome);
                }
            }
        }
        return tally;
    }

    Tally calls(ProgramTests.Calls tests) throws BrokenBoxException {
        Tally tally = new Tally(tests.count());
        for (int i = 0; i < tests.count() && goesOn(tally); i++) {
            ProgramTests.Calls.Call test = tests.calls().get(i);
            RunLimits run = limits.test(test.accepted().getFirst().toString().length());
            Outcome outcome = run(PythonValues.text(test.arguments()), run);
            if (note(tally, i + 1, outcome, run)) {
                String output = new String(outcome.output(), StandardCharsets.UTF_8);
                boolean right = PythonValues.of(output)
                        .filter(result ->
                                test.accepted().stream().anyMatch(expected -> ValueComparison.same(result, expected)))
                        .isPresent();
                if (right) {
                    tally.pass(i + 1, outcome);
                } else {
                    tally.fail(i + 1, wrong(output, test.accepted().getFirst().toString()), outcome);
                }
            }
        }
        return tally;
    }

    /** A C++ program with its tests, which says the token at its end. */
    Tally assertions(String token) throws BrokenBoxException {
        Tally tally = new Tally(1);
        RunLimits run = limits.assertions();
        Outcome outcome = run("", run);
        if (note(tally, 1, outcome, run)) {
            if (new String(outcome.output(), StandardCharsets.UTF_8).endsWith(token)) {
                tally.pass(1, outcome);
            } else {
                tally.fail(1, "ended before its tests did", outcome);
            }
        }
        return tally;
    }

    /** A Python program with its tests, each of which it reports after the token. */
    Tally assertions(ProgramTests.Assertions tests, String token) throws BrokenBoxException {
        RunLimits run = limits.assertions();
        Outcome outcome = run("", run);
        return AssertionReport.read(outcome, token).tally(tests, outcome, run, limits);
    }

    private boolean goesOn(Tally tally) {
        return all || !tally.hasFailed();
    }

    /** One run; if the clock ended it another with more time, and more of them while it is the machine that keeps it waiting. */
    private Outcome run(String input, RunLimits run) throws BrokenBoxException {
        byte[] bytes = input.getBytes(StandardCharsets.UTF_8);
        Outcome outcome = box.run(bytes, run);
        boolean again = outcome.ending() == Ending.OUT_OF_WALL_TIME;
        for (int longer = LONGER; again && longer <= LONGEST; longer *= LONGER) {
            outcome = box.run(
                    bytes,
                    new RunLimits(run.cpuMillis(), longer * run.wallMillis(), run.outputBytes(), run.errorBytes()));
            again = machineIsBusy(outcome, run).isPresent();
        }
        return outcome;
    }

    /** Whether the run succeeded; if not, the tally knows. */
    private boolean note(Tally tally, int test, Outcome outcome, RunLimits run) {
        if (outcome.succeeded()) {
            return true;
        }
        Optional<String> busy = machineIsBusy(outcome, run);
        if (busy.isPresent()) {
            tally.leaveOpen(test, busy.get(), outcome);
        } else {
            tally.fail(test, Reasons.failure(outcome, run, limits), outcome);
        }
        return false;
    }

    /** A program that used much of its time when the clock ended it did not wait: it was kept waiting. */
    static Optional<String> machineIsBusy(Outcome outcome, RunLimits run) {
        boolean kept = outcome.ending() == Ending.OUT_OF_WALL_TIME
                && outcome.cpuMicros() * MOST_WAITING > run.cpuMillis() * 1000L;
        return kept
                ? Optional.of("the machine is too busy to give it " + Reasons.seconds(run.cpuMillis()) + " of CPU time")
                : Optional.empty();
    }

    private static String wrong(String output, String expected) {
        return "wrong output " + Reasons.quote(output) + ", expected " + Reasons.quote(expected);
    }
}
