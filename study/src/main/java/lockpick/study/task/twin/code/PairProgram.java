package lockpick.study.task.twin.code;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads two numbers and prints one result.
 *
 * @param names of its two variables
 * @param last what it makes of the result
 */
record PairProgram(Names names, Operation operation, Change last) implements Program {

    /** Two variables. */
    record Names(String first, String second) {}

    /** What it makes of two numbers. */
    enum Operation {
        SUM("sum"),
        DIFFERENCE("difference"),
        PRODUCT("product"),
        LARGER("larger"),
        SMALLER("smaller");

        private final String word;

        Operation(String word) {
            this.word = word;
        }
    }

    @Override
    public long output(List<Integer> numbers) {
        long a = numbers.get(0);
        long b = numbers.get(1);
        return last.of(
                switch (operation) {
                    case SUM -> a + b;
                    case DIFFERENCE -> a - b;
                    case PRODUCT -> a * b;
                    case LARGER -> Math.max(a, b);
                    case SMALLER -> Math.min(a, b);
                });
    }

    @Override
    public boolean hasResult(List<Integer> numbers) {
        return true;
    }

    @Override
    public String input(List<Integer> numbers) {
        return numbers.get(0) + " " + numbers.get(1) + "\n";
    }

    @Override
    public String english() {
        return "the " + operation.word + " of " + names.first() + " and " + names.second() + last.behind();
    }

    @Override
    public String cpp() {
        return Program.source(
                "int " + names.first() + ", " + names.second() + ";",
                "cin >> " + names.first() + " >> " + names.second() + ";",
                "int s = " + value() + ";",
                "cout << " + last.cpp("s") + ";");
    }

    private String value() {
        String a = names.first();
        String b = names.second();
        return switch (operation) {
            case SUM -> a + " + " + b;
            case DIFFERENCE -> a + " - " + b;
            case PRODUCT -> a + " * " + b;
            case LARGER -> "max(" + a + ", " + b + ")";
            case SMALLER -> "min(" + a + ", " + b + ")";
        };
    }

    @Override
    public List<Bug> bugs() {
        List<Bug> bugs = new ArrayList<>();
        for (Operation other : Operation.values()) {
            if (other != operation) {
                bugs.add(new Bug(
                        new PairProgram(names, other, last),
                        "takes the " + other.word + " of both",
                        "take the " + operation.word));
            }
        }
        for (Change other : Slips.ofLast(last)) {
            bugs.add(new Bug(
                    new PairProgram(names, operation, other),
                    "prints " + other.inWords("s"),
                    "print " + last.inWords("s")));
        }
        return bugs;
    }
}
