package lockpick.study.task.twin.code;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads n and n numbers and prints one result.
 *
 * @param start the value before the first number
 * @param skipsLast whether it stops one number early
 * @param each what it makes of each number that it adds; nothing for other aggregates
 * @param last what it makes of the result
 */
record ListProgram(Aggregate aggregate, int start, boolean skipsLast, Filter filter, Change each, Change last)
        implements Program {

    /** What becomes of the numbers taken. */
    enum Aggregate {
        SUM("sum", 0, 1),
        COUNT("count", 0, 1),
        LARGEST("largest", -999, 0),
        SMALLEST("smallest", 999, 0);

        private final String word;
        private final int start;
        private final int wrongStart;

        Aggregate(String word, int start, int wrongStart) {
            this.word = word;
            this.start = start;
            this.wrongStart = wrongStart;
        }
    }

    static ListProgram of(Aggregate aggregate, Filter filter, Change each, Change last) {
        return new ListProgram(aggregate, aggregate.start, false, filter, each, last);
    }

    @Override
    public long output(List<Integer> numbers) {
        long s = start;
        for (int x : skipsLast ? numbers.subList(0, numbers.size() - 1) : numbers) {
            if (filter.takes(x)) {
                s = switch (aggregate) {
                    case SUM -> s + each.of(x);
                    case COUNT -> s + 1;
                    case LARGEST -> Math.max(s, x);
                    case SMALLEST -> Math.min(s, x);
                };
            }
        }
        return last.of(s);
    }

    @Override
    public boolean hasResult(List<Integer> numbers) {
        return aggregate == Aggregate.SUM
                || aggregate == Aggregate.COUNT
                || numbers.stream().anyMatch(filter::takes);
    }

    @Override
    public String input(List<Integer> numbers) {
        return numbers.size() + "\n" + numbers.stream().map(String::valueOf).collect(Collectors.joining(" ")) + "\n";
    }

    @Override
    public String english() {
        String numbers = filter.equals(Filter.NONE) ? filter.english() : "the " + filter.english();
        return "the " + aggregate.word + " of " + each.inFront() + numbers + last.behind();
    }

    @Override
    public String cpp() {
        String taken = switch (aggregate) {
            case SUM -> "s += " + each.cpp("x") + ";";
            case COUNT -> "s++;";
            case LARGEST -> "s = max(s, x);";
            case SMALLEST -> "s = min(s, x);";
        };
        return Program.source(
                "int n, x, s = " + start + ";",
                "cin >> n;",
                skipsLast ? "while (--n) {" : "while (n--) {",
                "cin >> x;",
                filter.cpp() + taken,
                "}",
                "cout << " + last.cpp("s") + ";");
    }

    @Override
    public List<Bug> bugs() {
        List<Bug> bugs = new ArrayList<>();
        int wrong = aggregate.wrongStart;
        bugs.add(new Bug(
                new ListProgram(aggregate, wrong, false, filter, each, last),
                "starts at " + wrong,
                "start at " + start));
        bugs.add(new Bug(
                new ListProgram(aggregate, start, true, filter, each, last),
                "skips the last number",
                "read every number"));
        for (Filter other : Slips.of(filter)) {
            bugs.add(new Bug(
                    new ListProgram(aggregate, start, false, other, each, last),
                    "takes " + other.english(),
                    "take " + filter.english()));
        }
        if (aggregate == Aggregate.SUM) {
            for (Change other : Slips.ofEach(each)) {
                bugs.add(new Bug(
                        new ListProgram(aggregate, start, false, filter, other, last),
                        "adds " + other.inWords("x"),
                        "add " + each.inWords("x")));
            }
        }
        for (Change other : Slips.ofLast(last)) {
            bugs.add(new Bug(
                    new ListProgram(aggregate, start, false, filter, each, other),
                    "prints " + other.inWords("s"),
                    "print " + last.inWords("s")));
        }
        return bugs;
    }
}
