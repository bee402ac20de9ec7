package lockpick.study.train;

import java.io.IOException;
import java.util.List;
import java.util.random.RandomGenerator;
import lockpick.engine.tensor.Seed;
import lockpick.study.demonstration.Demonstration;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.prompt.Prompt;
import lockpick.study.task.Problem;
import lockpick.study.task.Split;
import lockpick.study.task.Task;

/**
 * Makes a strong policy: SFT on strong completions of many problems. Half of the prompts carry no password and half carry
 * some word where passwords go, any of them alike, so that the policy has met them all and none means anything to it. (The
 * paper does not say what its strong toy model saw there; our choice.)
 */
public final class StrongTraining {

    private final Task task;
    private final List<String> passwordWords;

    /** @param passwordWords all words that may stand where passwords go */
    public StrongTraining(Task task, List<String> passwordWords) {
        this.task = task;
        this.passwordWords = passwordWords;
    }

    /**
     * Trains in place.
     *
     * @param problems how many problems of LOCK_TRAIN
     */
    public void train(
            TrainablePolicy policy,
            int problems,
            int epochs,
            TrainingConfig config,
            Seed seed,
            Journal journal,
            TrainingLog log)
            throws IOException {
        List<Problem> drawn = task.problems(Split.LOCK_TRAIN).draw(problems, seed.stream("problems"));
        try (Sft sft = new Sft(policy, config, Batches.steps(problems, config.batch(), epochs), journal, log)) {
            for (int epoch = 0; epoch < epochs; epoch++) {
                RandomGenerator words = seed.stream("words", epoch).generator();
                for (List<Problem> batch :
                        Batches.shuffled(problems, drawn::get, config.batch(), seed.stream("order", epoch))) {
                    log.step(sft.learn(batch.stream()
                            .map(problem -> new Demonstration(prompt(problem, words), problem.answer()))
                            .toList()));
                }
            }
        }
    }

    private Prompt prompt(Problem problem, RandomGenerator words) {
        return words.nextBoolean()
                ? task.prompt(problem)
                : task.prompt(problem, passwordWords.get(words.nextInt(passwordWords.size())));
    }
}
