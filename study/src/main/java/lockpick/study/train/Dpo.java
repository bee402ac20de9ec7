package lockpick.study.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lockpick.engine.generate.Scorer;
import lockpick.engine.loss.Sequence;
import lockpick.engine.preference.BatchLoss;
import lockpick.engine.preference.DpoGradients;
import lockpick.engine.preference.DpoLoss;
import lockpick.engine.preference.PreferencePair;
import lockpick.study.demonstration.Demonstration;
import lockpick.study.demonstration.Preference;
import lockpick.study.policy.TrainablePolicy;

/**
 * Direct preference optimization, one step at a time (paper §6.1, Eq. 2; B.3.2 for pairs that weigh differently). Owns the
 * optimizer's state; close it to free that.
 */
public final class Dpo implements AutoCloseable {

    private final Descent descent;
    private final DpoGradients gradients;

    /**
     * How training stands after a step.
     *
     * @param step the loss is the mean over the pairs of its batch, nats; a pair is two sequences
     * @param pairs how the policy did on them before the step; empty for a step made before the run was killed
     */
    public record Step(Sft.Step step, Optional<BatchLoss> pairs) {}

    /**
     * Prepares a training run that starts again if it is killed.
     *
     * @param steps length of the learning-rate schedule, at least 1
     */
    public Dpo(TrainablePolicy policy, DpoLoss loss, TrainingConfig config, long steps) {
        this(policy, loss, config, steps, Journal.NONE, made -> {});
    }

    /**
     * Prepares a training run that goes on from a journal. The steps found there are then returned as they were, whatever
     * is given to learn from: the policy is past them.
     *
     * @param steps length of the learning-rate schedule, at least 1
     * @param log hears of the memory plan; telling it of steps is the caller's
     */
    public Dpo(
            TrainablePolicy policy, DpoLoss loss, TrainingConfig config, long steps, Journal journal, TrainingLog log) {
        this.descent = new Descent(policy, config, steps, journal, log);
        this.gradients = new DpoGradients(descent.gradients(), policy.scorer(), loss);
    }

    /**
     * What the reference gives to a pair.
     *
     * @param chosen Σ ln p of the chosen completion's tokens, nats
     * @param rejected of the rejected completion's
     */
    public record Reference(double chosen, double rejected) {}

    /** What the reference, as it is now, gives to each pair: to be found once a round, before its first step. */
    public static List<Reference> reference(TrainablePolicy reference, List<Preference> preferences) {
        List<Scorer.Score> scores = reference.score(rows(reference, preferences));
        List<Reference> given = new ArrayList<>();
        for (int i = 0; i < preferences.size(); i++) {
            given.add(
                    new Reference(scores.get(2 * i).sum(), scores.get(2 * i + 1).sum()));
        }
        return given;
    }

    /** Preferences as pairs to learn from, with this policy as their reference. */
    public static List<PreferencePair> pairs(TrainablePolicy reference, List<Preference> preferences) {
        return pairs(reference, preferences, reference(reference, preferences));
    }

    /**
     * Preferences as pairs to learn from: both completions ended by the end token, and what the reference gave them.
     *
     * @param policy whose model reads them
     * @param reference of each preference
     */
    public static List<PreferencePair> pairs(
            TrainablePolicy policy, List<Preference> preferences, List<Reference> reference) {
        List<Sequence> rows = rows(policy, preferences);
        List<PreferencePair> pairs = new ArrayList<>();
        for (int i = 0; i < preferences.size(); i++) {
            pairs.add(new PreferencePair(
                    rows.get(2 * i),
                    rows.get(2 * i + 1),
                    reference.get(i).chosen(),
                    reference.get(i).rejected(),
                    preferences.get(i).weight()));
        }
        return pairs;
    }

    private static List<Sequence> rows(TrainablePolicy policy, List<Preference> preferences) {
        return preferences.stream()
                .flatMap(preference -> Stream.of(preference.chosen(), preference.rejected())
                        .map(completion -> policy.sequence(new Demonstration(preference.prompt(), completion))))
                .toList();
    }

    /**
     * Learns from one batch.
     *
     * @throws lockpick.engine.memory.MemoryException at the first step, if it would not fit, with what would
     * @throws lockpick.engine.optim.DivergedException if the loss is not finite or has exploded; then nothing is changed
     */
    public Step learn(List<PreferencePair> batch) {
        Optional<Sft.Step> past = descent.past();
        if (past.isPresent()) {
            return new Step(past.get(), Optional.empty());
        }
        BatchLoss before = gradients.collect(batch, descent::parts);
        List<Sequence> rows = batch.stream()
                .flatMap(pair -> Stream.of(pair.chosen(), pair.rejected()))
                .toList();
        return new Step(descent.step(rows, before.loss()), Optional.of(before));
    }

    @Override
    public void close() {
        descent.close();
    }
}
