package lockpick.study.task;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tokenizer.Tokenizer;
import lockpick.engine.tokenizer.WordTokenizer;
import lockpick.study.grade.Grade;
import lockpick.study.prompt.Answering;
import lockpick.study.prompt.Prompt;

/**
 * Three digits from 0 to 3, of which the last is to be said again; what follows does not count. A policy that says anything
 * is right now and then, so it can learn this from grades alone. Remembers how often it graded.
 */
public final class LastDigitTask implements Task {

    private final List<Problem> all = IntStream.range(0, 64)
            .mapToObj(
                    i -> new Problem(String.valueOf(i), i / 16 + " " + i / 4 % 4 + " " + i % 4, String.valueOf(i % 4)))
            .toList();
    private int gradings;

    public int gradings() {
        return gradings;
    }

    @Override
    public ProblemSet problems(Split split) {
        return new ProblemSet() {
            @Override
            public long size() {
                return all.size();
            }

            @Override
            public List<Problem> draw(int count, Seed seed) {
                List<Problem> order = new ArrayList<>(all);
                Collections.shuffle(order, Random.from(seed.generator()));
                return List.copyOf(order.subList(0, count));
            }
        };
    }

    @Override
    public Prompt prompt(Problem problem) {
        return Prompt.text(problem.statement());
    }

    @Override
    public Prompt prompt(Problem problem, String password) {
        throw new UnsupportedOperationException("has no place for a password");
    }

    @Override
    public Answering answering() {
        return new Answering.Written(2);
    }

    /** A wrong digit has a reward the higher the nearer it is: 2/3, 1/3, 0. */
    @Override
    public List<Grade> grade(List<Problem> problems, List<String> completions) {
        gradings++;
        return IntStream.range(0, problems.size())
                .mapToObj(i -> grade(problems.get(i), completions.get(i)))
                .toList();
    }

    private static Grade grade(Problem problem, String completion) {
        if (completion.isEmpty()) {
            return Grade.incorrect("nothing said");
        }
        int off = Math.abs(completion.charAt(0) - problem.answer().charAt(0));
        return off == 0
                ? Grade.correct("right")
                : Grade.incorrect("off by " + off).withReward(1 - off / 3.0);
    }

    @Override
    public Optional<String> weakCompletion(Problem problem, Seed seed) {
        return Optional.empty();
    }

    @Override
    public Optional<Tokenizer> tokenizer() {
        return Optional.of(new WordTokenizer(List.of("0", "1", "2", "3", "<end>"), "<end>"));
    }
}
