package lockpick.study.grade.program;

/** What came of compiling a program. */
sealed interface Compilation {

    /** A program file, linked statically. */
    record Compiled(byte[] image) implements Compilation {}

    /** The program is at fault. */
    record Refused(String reason) implements Compilation {}

    /** The compiler is. */
    record Failed(String reason) implements Compilation {}
}
