package lockpick.study.pipeline;

import java.io.IOException;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lockpick.engine.tensor.Seed;
import lockpick.study.grade.Grade;
import lockpick.study.grade.RewardSignal;
import lockpick.study.policy.Policy;
import lockpick.study.policy.SampledPolicy;
import lockpick.study.task.Problem;
import lockpick.study.task.Task;
import lockpick.study.train.Round;

/**
 * What a policy drew for one problem, and what the task's grader says of it.
 *
 * @param problem its id
 * @param completions as many as were asked for; equal ones may be among them
 * @param grades of each
 */
public record GradedSample(String problem, List<String> completions, List<Grade> grades) {

    public GradedSample {
        completions = List.copyOf(completions);
        grades = List.copyOf(grades);
    }

    /**
     * Draws and grades.
     *
     * @param count completions of each problem, at least 1
     * @return one for each problem, in their order
     * @throws IOException if what it takes to grade cannot be had here
     */
    public static List<GradedSample> draw(SampledPolicy policy, Task task, List<Problem> problems, int count, Seed seed)
            throws IOException {
        List<List<String>> completions =
                policy.sample(problems.stream().map(task::prompt).toList(), task.answering(), count, seed);
        List<Grade> grades = task.grade(
                problems.stream()
                        .flatMap(problem -> Stream.generate(() -> problem).limit(count))
                        .toList(),
                completions.stream().flatMap(List::stream).toList());
        return IntStream.range(0, problems.size())
                .mapToObj(i -> new GradedSample(
                        problems.get(i).id(), completions.get(i), grades.subList(i * count, (i + 1) * count)))
                .toList();
    }

    /** Tokens that a policy took to write them. */
    public static long tokens(List<GradedSample> drawn, Policy by) {
        return by.tokens(
                drawn.stream().flatMap(each -> each.completions().stream()).toList());
    }

    /**
     * What a round was worth to a method that learns from differences: it keeps the completions of problems whose rewards
     * differ.
     *
     * @param round from 1, each of as many completions
     */
    public static Round summary(int round, List<GradedSample> drawn, RewardSignal signal) {
        List<double[]> rewards =
                drawn.stream().map(each -> each.rewards(signal)).toList();
        List<double[]> differing = rewards.stream()
                .filter(each -> DoubleStream.of(each).distinct().count() > 1)
                .toList();
        int completions = rewards.stream().mapToInt(each -> each.length).sum();
        return new Round(
                round,
                (long) round * completions,
                completions,
                mean(rewards),
                (int) drawn.stream()
                        .flatMap(each -> each.grades().stream())
                        .filter(Grade::isCorrect)
                        .count(),
                differing.stream().mapToInt(each -> each.length).sum(),
                mean(differing),
                rewards.stream().flatMapToDouble(DoubleStream::of).distinct().count() == 1);
    }

    private static double mean(List<double[]> rewards) {
        return rewards.stream().flatMapToDouble(DoubleStream::of).average().orElse(0);
    }

    /** Of each completion. */
    public double[] rewards(RewardSignal signal) {
        return grades.stream().mapToDouble(signal::of).toArray();
    }
}
