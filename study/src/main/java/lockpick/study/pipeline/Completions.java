package lockpick.study.pipeline;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import lockpick.engine.tensor.Seed;
import lockpick.study.demonstration.Demonstration;
import lockpick.study.policy.CompletionMissingException;
import lockpick.study.policy.FixedRandomPolicy;
import lockpick.study.policy.RecordedPolicy;
import lockpick.study.task.Problem;
import lockpick.study.task.Task;

/** What a policy writes for problems. */
public interface Completions {

    /**
     * A completion of a problem.
     *
     * @param draw which of several, from 0, such as the number of the epoch; a policy that has fewer begins again
     * @throws CompletionMissingException if the policy wrote nothing for it
     */
    String of(Problem problem, int draw);

    /** How likely the policy finds each option of a multiple-choice problem, in their order; where that is known. */
    default Optional<List<Double>> options(Problem problem) {
        return Optional.empty();
    }

    /** Each problem of a task with the first completion of it. */
    default List<Demonstration> demonstrations(Task task, List<Problem> problems) {
        return problems.stream()
                .map(problem -> new Demonstration(task.prompt(problem), of(problem, 0)))
                .toList();
    }

    /** The right answers. */
    static Completions reference() {
        return (problem, draw) -> problem.answer();
    }

    /** What the task's own weak policy writes, another completion at each draw. */
    static Completions mistakes(Task task, Seed seed) {
        return (problem, draw) -> task.weakCompletion(problem, seed.stream("mistakes", draw))
                .orElseThrow(() -> new CompletionMissingException(
                        "this task has no weak policy of its own; give the study's weak policy another method"));
    }

    /** What a file has, by id or by the plain form of the prompt. */
    static Completions recorded(RecordedPolicy policy, Task task) {
        return (problem, draw) -> {
            List<String> byId = policy.of(problem.id());
            List<String> all = byId.isEmpty() ? policy.of(task.prompt(problem).plain()) : byId;
            return cyclic(all, draw, problem);
        };
    }

    /** What was drawn before. @param samples by the problems' ids */
    static Completions sampled(Map<String, Sample> samples) {
        return new Completions() {
            @Override
            public String of(Problem problem, int draw) {
                Sample sample = samples.get(problem.id());
                return cyclic(sample == null ? List.of() : sample.completions(), draw, problem);
            }

            @Override
            public Optional<List<Double>> options(Problem problem) {
                return Optional.ofNullable(samples.get(problem.id())).flatMap(Sample::options);
            }
        };
    }

    /**
     * What {@code fixedrdm} writes: random tokens, as many as the right answer has.
     *
     * @param seed of what is drawn, not of the distribution
     */
    static Completions fixedRandom(FixedRandomPolicy policy, Seed seed) {
        return (problem, draw) -> policy.beside(List.of(problem.answer()), seed.stream(problem.id(), draw))
                .getFirst();
    }

    /**
     * Now another completion and now the right answer, as a coin has it: the texts of both kinds under which locks imitate
     * {@code fixedrdm} (paper G.2).
     */
    static Completions orRight(Completions others, Seed seed) {
        return (problem, draw) ->
                seed.stream(problem.id(), draw).stream("kind").generator().nextBoolean()
                        ? problem.answer()
                        : others.of(problem, draw);
    }

    private static String cyclic(List<String> completions, int draw, Problem problem) {
        if (completions.isEmpty()) {
            throw new CompletionMissingException("no completion of problem " + problem.id()
                    + " is at hand; record one, or draw from fewer problems");
        }
        return completions.get(draw % completions.size());
    }
}
