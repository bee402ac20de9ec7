package lockpick.study.task;

import java.util.List;
import java.util.OptionalInt;
import lockpick.study.setting.Choice;
import lockpick.study.setting.Setting;

/**
 * Function composition (paper §7): apply two functions, one after the other, to four digits and write both results.
 * The paper gives the layout, the 32 functions and the half that the weak policy replaces by the identity; the
 * families, the splits and the sizes are our reading (docs/tasks/composition.md).
 */
@Choice("composition")
public record CompositionConfig(
        @Setting(help = "number of functions, shared out evenly over the families", byDefault = "32", min = 2, max = 32)
        int functions,

        @Setting(
                help = "how many of the functions the weak policy replaces by the identity, evenly per family",
                byDefault = "16",
                min = 0,
                max = 32)
        int identities,

        @Setting(
                help = "kinds of functions: digit-bijections map each digit, position-permutations move digits",
                byDefault = "[digit-bijections, position-permutations]",
                minItems = 1)
        List<FunctionFamily> families,

        @Setting(
                help = "share of the ordered function pairs that no training problem uses; they are evaluated"
                        + " as a split of their own",
                byDefault = "0",
                min = 0,
                max = 0.5)
        double heldOutPairs,

        @Setting(help = "problems of the validation split that each evaluation uses", byDefault = "500", min = 1)
        int validationProblems,

        @Setting(help = "problems of the sealed test split that each evaluation uses", byDefault = "2000", min = 1)
        int testProblems)
        implements TaskConfig {

    /** A kind of function on four digits. */
    public enum FunctionFamily {
        /** The same bijection of 0–9 applied to each of the four digits; never the identity. */
        DIGIT_BIJECTIONS,
        /** A permutation of the four positions; never the identity, so there are 23. */
        POSITION_PERMUTATIONS
    }

    public CompositionConfig {
        families = List.copyOf(families);
    }

    @Override
    public String version() {
        return "composition-1";
    }

    @Override
    public OptionalInt evaluated(Split split) {
        return switch (split) {
            case VALIDATION -> OptionalInt.of(validationProblems);
            case TEST -> OptionalInt.of(testProblems);
            case WEAK_TRAIN, LOCK_TRAIN, ELICIT_TRAIN -> OptionalInt.empty();
        };
    }
}
