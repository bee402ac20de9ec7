package lockpick.study.grade.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lockpick.study.grade.Grade;
import lockpick.study.grade.Verdict;
import lockpick.study.sandbox.Outcome;

/** The results of a program's tests so far. */
final class Tally {

    private final int tests;
    private final List<TestVerdict> verdicts = new ArrayList<>();

    Tally(int tests) {
        this.tests = tests;
    }

    void pass(int test, Outcome outcome) {
        verdicts.add(new TestVerdict(test, Verdict.CORRECT, "", outcome.cpuMicros()));
    }

    void fail(int test, String how, Outcome outcome) {
        verdicts.add(new TestVerdict(test, Verdict.INCORRECT, how, outcome.cpuMicros()));
    }

    /** A test that the machine, not the program, is to blame for. */
    void leaveOpen(int test, String why, Outcome outcome) {
        verdicts.add(new TestVerdict(test, Verdict.UNDECIDED, why, outcome.cpuMicros()));
    }

    boolean hasFailed() {
        return verdicts.stream().anyMatch(test -> test.verdict() != Verdict.CORRECT);
    }

    ProgramReport report() {
        return new ProgramReport(grade(), verdicts);
    }

    /** One failure makes a program incorrect, whatever is open; the reward is the share of tests that passed. */
    private Grade grade() {
        Optional<TestVerdict> failure = first(Verdict.INCORRECT);
        if (failure.isPresent()) {
            long passed = verdicts.stream()
                    .filter(test -> test.verdict() == Verdict.CORRECT)
                    .count();
            return Grade.incorrect(failure.get().toString()).withReward((double) passed / tests);
        }
        Optional<TestVerdict> open = first(Verdict.UNDECIDED);
        if (open.isPresent()) {
            return Grade.undecided(open.get().toString());
        }
        return Grade.correct(tests + (tests == 1 ? " test passed" : " tests passed"));
    }

    private Optional<TestVerdict> first(Verdict verdict) {
        return verdicts.stream().filter(test -> test.verdict() == verdict).findFirst();
    }
}
