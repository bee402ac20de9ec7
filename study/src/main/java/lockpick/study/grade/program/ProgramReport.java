package lockpick.study.grade.program;

import java.util.List;
import lockpick.study.grade.Grade;

/**
 * A program's grade and how it came about.
 *
 * @param tests those that were run, in their order; none if the program does not compile
 */
public record ProgramReport(Grade grade, List<TestVerdict> tests) {

    public ProgramReport {
        tests = List.copyOf(tests);
    }

    /** A program that was not run. */
    static ProgramReport without(Grade grade) {
        return new ProgramReport(grade, List.of());
    }
}
