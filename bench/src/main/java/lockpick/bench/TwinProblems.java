package lockpick.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import lockpick.study.grade.Grade;
import lockpick.study.task.Split;
import lockpick.study.task.data.DataRecord;
import lockpick.study.task.data.SplitRule;
import lockpick.study.task.twin.Twin;
import lockpick.study.task.twin.TwinProblem;
import lockpick.study.task.twin.TwinPrompt;

/** The problems of one split of a twin, one after another, without end. */
final class TwinProblems {

    /**
     * A problem as training and grading need it.
     *
     * @param domains for the report: level, category
     */
    record Item(TwinPrompt prompt, String strong, Map<String, String> domains, Function<String, Grade> grader) {}

    /** Takes the problem of a number apart; empty where another split has it. */
    interface Numbered {
        Optional<Item> item(long number);
    }

    /** Judges a completion of a problem. */
    interface Judge<R extends DataRecord> {
        Grade grade(TwinProblem<R> problem, String completion);
    }

    private final Numbered source;
    private long next;

    TwinProblems(Numbered source) {
        this.source = source;
    }

    static <R extends DataRecord> TwinProblems of(
            Twin<R> twin, SplitRule<? super R> rule, Split split, Judge<R> judge) {
        return new TwinProblems(number -> {
            TwinProblem<R> problem = twin.problem(number);
            R record = problem.record();
            if (!rule.split(record).equals(Optional.of(split))) {
                return Optional.empty();
            }
            Map<String, String> domains = new HashMap<>(record.domains());
            record.difficulty().ifPresent(difficulty -> domains.put("difficulty", difficulty));
            return Optional.of(new Item(
                    twin.prompt(record), problem.strong(), domains, completion -> judge.grade(problem, completion)));
        });
    }

    Item next() {
        while (true) {
            Optional<Item> item = source.item(next++);
            if (item.isPresent()) {
                return item.get();
            }
        }
    }
}
