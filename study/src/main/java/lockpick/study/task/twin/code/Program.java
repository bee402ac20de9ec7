package lockpick.study.task.twin.code;

import java.util.List;

/** What a program computes, right or with a bug. Values that compute differently are different programs. */
public sealed interface Program permits ListProgram, PairProgram {

    /** What it prints for these numbers. */
    long output(List<Integer> numbers);

    /** Whether there is a result at all: no numbers have no largest one. */
    boolean hasResult(List<Integer> numbers);

    /** C++17 that reads the numbers from standard input and prints the result. */
    String cpp();

    /** What is to be printed: {@code the sum of even numbers, plus 3}. */
    String english();

    /** The same program with one bug each. */
    List<Bug> bugs();

    /** Standard input for these numbers. */
    String input(List<Integer> numbers);

    /** The whole text around these lines of its main function. */
    static String source(String... statements) {
        return "#include <iostream>\nusing namespace std;\nint main() {\n" + String.join("\n", statements) + "\n}\n";
    }
}
