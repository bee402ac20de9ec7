package lockpick.study.pipeline;

import java.util.Locale;
import lockpick.engine.tensor.Seed;
import lockpick.study.task.Split;

/** For what a policy's completions are drawn, which decides the problems: the same ones that the taker draws. */
public enum ProblemDraw {
    LOCK_SET(Split.LOCK_TRAIN),
    STRONG_TRAINING(Split.LOCK_TRAIN),
    WEAK_TRAINING(Split.WEAK_TRAIN),
    INTERMEDIATE_TRAINING(Split.WEAK_TRAIN),
    DEMONSTRATIONS(Split.ELICIT_TRAIN),
    WEAK_DEMONSTRATIONS(Split.ELICIT_TRAIN),
    WEAK_FILTERING(Split.ELICIT_TRAIN),
    FIRST_DEMONSTRATIONS(Split.ELICIT_TRAIN);

    private final Split split;

    ProblemDraw(Split split) {
        this.split = split;
    }

    /** For the training of the policy of a role. */
    public static ProblemDraw training(Role role) {
        return switch (role) {
            case STRONG -> STRONG_TRAINING;
            case WEAK -> WEAK_TRAINING;
            case INTERMEDIATE -> INTERMEDIATE_TRAINING;
            case DEMONSTRATOR -> throw new IllegalArgumentException("the demonstrator is never trained");
        };
    }

    /** For demonstrations by the policy of a role. */
    public static ProblemDraw demonstrations(Role role) {
        return role == Role.WEAK ? WEAK_DEMONSTRATIONS : DEMONSTRATIONS;
    }

    /** {@code lock-set}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Where the problems come from. */
    public Split split() {
        return split;
    }

    /** The stream that they are drawn with. @param root of the study's seed */
    public Seed seed(Seed root) {
        return switch (this) {
            case LOCK_SET -> root.stream("lock").stream("problems");
            case STRONG_TRAINING -> root.stream("strong").stream("problems");
            case WEAK_TRAINING -> root.stream("weak").stream("problems");
            case INTERMEDIATE_TRAINING -> root.stream("intermediate").stream("problems");
            case DEMONSTRATIONS -> root.stream("elicit", "STRONG").stream("demonstrations");
            case WEAK_DEMONSTRATIONS -> root.stream("elicit", "WEAK").stream("demonstrations");
            case WEAK_FILTERING -> root.stream("elicit", "filtering").stream("problems");
            case FIRST_DEMONSTRATIONS -> root.stream("elicit", "expert-iteration").stream("first");
        };
    }
}
