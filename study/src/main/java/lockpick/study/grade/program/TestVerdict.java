package lockpick.study.grade.program;

import lockpick.study.grade.Verdict;

/**
 * How a program did on one test.
 *
 * @param test its number, from 1
 * @param verdict undecided if the machine, not the program, is to blame
 * @param how what was wrong; empty for a test that passed
 * @param cpuMicros processor time, in microseconds; of Python assertions that of all together
 */
public record TestVerdict(int test, Verdict verdict, String how, long cpuMicros) {

    /** As {@code test 3: wrong output '5', expected '7'}, or {@code test 3: passed}: no time, which is never twice the same. */
    @Override
    public String toString() {
        return "test " + test + ": " + (how.isEmpty() ? "passed" : how);
    }
}
