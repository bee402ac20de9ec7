package lockpick.study.grade.program;

/** A program's source text. */
public sealed interface Program {

    String source();

    /** C++17. */
    record Cpp(String source) implements Program {}

    /** Python 3. */
    record Python(String source) implements Program {}
}
