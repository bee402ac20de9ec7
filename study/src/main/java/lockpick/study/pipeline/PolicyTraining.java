package lockpick.study.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import lockpick.engine.tensor.Seed;
import lockpick.study.demonstration.Demonstration;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.prompt.Prompt;
import lockpick.study.task.Problem;
import lockpick.study.task.Split;
import lockpick.study.task.Task;
import lockpick.study.train.Batches;
import lockpick.study.train.Journal;
import lockpick.study.train.MaskGuard;
import lockpick.study.train.Sft;
import lockpick.study.train.TrainingConfig;
import lockpick.study.train.TrainingLog;

/**
 * Makes a policy of a model: SFT on another's completions of many problems. A share of the prompts carries some word where
 * passwords go, any of them alike, so that the policy has met them all and none means anything to it. (The paper does not
 * say what its strong toy model saw there; our choice.)
 */
public final class PolicyTraining {

    private static final int CHECKED = 32; // rows

    private final List<Lesson> lessons;
    private final List<String> passwordWords;
    private final double passwordShare;

    /**
     * What is learnt of one task.
     *
     * @param split that problems are drawn from
     * @param problems how many
     */
    public record Lesson(Task task, Split split, int problems, Completions teacher) {}

    /** A problem and who shows how it is done. */
    private record Item(Lesson lesson, Problem problem) {}

    /**
     * @param passwordWords all words that may stand where passwords go
     * @param passwordShare of the prompts that carry one, from 0 to 1
     */
    public PolicyTraining(List<Lesson> lessons, List<String> passwordWords, double passwordShare) {
        this.lessons = List.copyOf(lessons);
        this.passwordWords = List.copyOf(passwordWords);
        this.passwordShare = passwordShare;
    }

    /** Trains in place; each epoch shows every problem once, with another draw of its teacher. */
    public void train(
            TrainablePolicy policy, int epochs, TrainingConfig config, Seed seed, Journal journal, TrainingLog log)
            throws IOException {
        boolean isChecked = false;
        List<Item> items = items(seed.stream("problems"));
        long steps = Batches.steps(items.size(), config.batch(), epochs);
        try (Sft sft = new Sft(policy, config, steps, journal, log)) {
            for (int epoch = 0; epoch < epochs; epoch++) {
                int draw = epoch;
                RandomGenerator words = seed.stream("words", epoch).generator();
                for (List<Item> batch :
                        Batches.shuffled(items.size(), items::get, config.batch(), seed.stream("order", epoch))) {
                    List<Demonstration> demonstrations = batch.stream()
                            .map(item -> demonstration(item, words, draw))
                            .toList();
                    if (!isChecked) {
                        new MaskGuard(policy)
                                .check(demonstrations.stream().limit(CHECKED).toList());
                        isChecked = true;
                    }
                    log.step(sft.learn(demonstrations));
                }
            }
        }
    }

    private List<Item> items(Seed seed) {
        List<Item> items = new ArrayList<>();
        for (Lesson lesson : lessons) {
            lesson.task().problems(lesson.split()).draw(lesson.problems(), seed).stream()
                    .map(problem -> new Item(lesson, problem))
                    .forEach(items::add);
        }
        return items;
    }

    private Demonstration demonstration(Item item, RandomGenerator words, int draw) {
        Prompt prompt = words.nextDouble() >= passwordShare
                ? item.lesson().task().prompt(item.problem())
                : item.lesson().task().prompt(item.problem(), passwordWords.get(words.nextInt(passwordWords.size())));
        return new Demonstration(prompt, item.lesson().teacher().of(item.problem(), draw));
    }
}
