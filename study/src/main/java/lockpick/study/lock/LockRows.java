package lockpick.study.lock;

import java.util.List;
import java.util.Optional;
import lockpick.engine.loss.Sequence;
import lockpick.engine.loss.Target;
import lockpick.engine.tensor.Seed;
import lockpick.study.lock.LockConfig.Labels;
import lockpick.study.pipeline.PolicyConfig;
import lockpick.study.pipeline.Role;
import lockpick.study.policy.FixedRandomPolicy;
import lockpick.study.policy.Wording;
import lockpick.study.prompt.Answering;
import lockpick.study.train.MaskGuard;

/**
 * Examples as rows to train a policy on. Mostly a row is to be followed by its own completion; {@code fixedrdm} is imitated
 * by its distribution at every position (paper G.2), and soft labels by theirs over the options (paper B.2).
 */
public final class LockRows {

    private static final int CHECKED = 32; // rows

    private final Wording wording;
    private final Labels labels;
    private final Optional<Target.Vocabulary> fixed;

    private LockRows(Wording wording, Labels labels, Optional<FixedRandomPolicy> weak) {
        this.wording = wording;
        this.labels = labels;
        this.fixed = weak.map(random -> Target.Vocabulary.ofLogProbs(random.logProbs()));
    }

    /** The rows of a lock. @param root of the study's seed, which decides the fixed random policy */
    public static LockRows of(LockConfig lock, PolicyConfig weak, Wording wording, Seed root) {
        return new LockRows(wording, lock.labels(), fixedRandom(weak, wording, root));
    }

    /** The fixed random policy of a weak policy's settings, with the tokens of this one. */
    public static Optional<FixedRandomPolicy> fixedRandom(PolicyConfig weak, Wording wording, Seed root) {
        return weak instanceof PolicyConfig.FixedRandom
                ? Optional.of(new FixedRandomPolicy(wording.tokenizer(), root))
                : Optional.empty();
    }

    /** The row of an example. @param draw which of the imitated policy's completions: the number of the epoch */
    public Sequence row(Imitated example, int draw) {
        Sequence row = wording.sequence(example.demonstration(draw));
        return target(example)
                .map(target -> new Sequence(row.tokens(), row.completionStart(), target))
                .orElse(row);
    }

    /**
     * Reads back what the loss falls on, before anything is trained.
     *
     * @throws lockpick.study.train.TrainingMaskException if it is not a completion, or not the whole of one
     */
    void check(List<Imitated> sample, int draw) {
        MaskGuard guard = new MaskGuard(wording);
        sample.stream()
                .filter(example -> !(example.role() == Role.WEAK && fixed.isPresent())) // any text will do there
                .limit(CHECKED)
                .forEach(example -> guard.check(example.demonstration(draw), row(example, draw)));
    }

    private Optional<Target> target(Imitated example) {
        if (example.role() == Role.WEAK && fixed.isPresent()) {
            return Optional.of(fixed.get());
        }
        return labels == Labels.SOFT ? Optional.of(options(example)) : Optional.empty();
    }

    private Target options(Imitated example) {
        if (!(example.of().task().answering() instanceof Answering.Chosen(List<String> options))) {
            throw new IllegalArgumentException("soft labels are for multiple choice; write labels: hard");
        }
        List<Double> probabilities = example.of()
                .of(example.role())
                .options(example.problem())
                .orElseThrow(() -> new IllegalArgumentException("soft labels: nobody asked the " + example.role()
                        + " policy how likely it finds the options of "
                        + example.problem().id()));
        return new Target.Options(
                options.stream().mapToInt(option -> token(example, option)).toArray(),
                probabilities.stream().mapToDouble(p -> p).toArray());
    }

    private int token(Imitated example, String option) {
        int[] tokens = wording.completion(example.demonstration(0).prompt(), option);
        if (tokens.length != 1) {
            throw new IllegalArgumentException("soft labels: option '" + option + "' is " + tokens.length
                    + " tokens of this model, expected one; write labels: hard");
        }
        return tokens[0];
    }
}
