package lockpick.study.grade.program;

import lockpick.study.grade.Grade;
import lockpick.study.sandbox.Outcome;
import org.jspecify.annotations.Nullable;

/** The results of a program's tests so far. */
final class Tally {

    private final int tests;
    private int passed;
    private long slowestMicros;
    private @Nullable String failure;
    private @Nullable String trouble;

    Tally(int tests) {
        this.tests = tests;
    }

    void pass(Outcome outcome) {
        passed++;
        slowestMicros = Math.max(slowestMicros, outcome.cpuMicros());
    }

    /** Keeps the first failure, as {@code test 3: wrong output '5', expected '7'; 12 ms}. */
    void fail(int test, String how, Outcome outcome) {
        if (failure == null) {
            failure = "test " + test + ": " + how + "; " + Reasons.millis(outcome.cpuMicros());
        }
    }

    /** A test that the machine, not the program, is to blame for. */
    void leaveOpen(int test, String why) {
        trouble = "test " + test + ": " + why;
    }

    boolean hasFailed() {
        return failure != null || trouble != null;
    }

    /** One failure makes a program incorrect, whatever is open; the reward is the share of tests that passed. */
    Grade grade() {
        double share = (double) passed / tests;
        if (failure != null) {
            return Grade.incorrect(failure).withReward(share);
        }
        if (trouble != null) {
            return Grade.undecided(trouble);
        }
        String plural = tests == 1 ? " test passed; " : " tests passed; slowest ";
        return Grade.correct(tests + plural + Reasons.millis(slowestMicros));
    }
}
