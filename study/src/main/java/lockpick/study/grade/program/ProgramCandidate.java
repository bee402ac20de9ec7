package lockpick.study.grade.program;

import lockpick.study.grade.program.ProgramTests.Assertions;
import lockpick.study.grade.program.ProgramTests.Calls;

/** A program that waits for its grade. */
public record ProgramCandidate(Program program, ProgramTests tests) {

    public ProgramCandidate {
        boolean cpp = program instanceof Program.Cpp;
        if (cpp && tests instanceof Calls) {
            throw new IllegalArgumentException("tests by calls are for Python programs, and this is C++");
        }
        if (cpp && tests instanceof Assertions assertions && assertions.count() != 1) {
            throw new IllegalArgumentException(
                    "a C++ program has one main, so one text of assertions; was given " + assertions.count());
        }
    }
}
