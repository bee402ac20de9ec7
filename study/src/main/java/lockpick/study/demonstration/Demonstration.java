package lockpick.study.demonstration;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import lockpick.study.policy.Policy;
import lockpick.study.policy.Policy.Query;
import lockpick.study.task.Problem;

/** A prompt and the completion to imitate. */
public record Demonstration(String prompt, String completion) {

    /** What a policy writes for these problems, put in this prompt. */
    public static List<Demonstration> by(
            Policy demonstrator, List<Problem> problems, Function<Problem, String> prompt) {
        List<Query> queries = problems.stream()
                .map(problem -> new Query(problem, prompt.apply(problem)))
                .toList();
        List<String> completions = demonstrator.complete(queries);
        return IntStream.range(0, queries.size())
                .mapToObj(i -> new Demonstration(queries.get(i).prompt(), completions.get(i)))
                .toList();
    }
}
