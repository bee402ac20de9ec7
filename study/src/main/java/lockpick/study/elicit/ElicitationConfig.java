package lockpick.study.elicit;

import java.util.List;
import java.util.stream.Stream;
import lockpick.study.setting.Choice;
import lockpick.study.setting.Setting;

/** One way to bring a hidden capability back without the password, and the values it is swept over. */
@Choice.By("method")
public sealed interface ElicitationConfig {

    /** Supervised fine-tuning on k demonstrations (paper §5, Fig 6 and 13; epochs by G.3). */
    @Choice("sft")
    record SupervisedFineTuning(
            @Setting(help = "who writes the demonstrations: the strong or the weak policy")
            Demonstrator demonstrations,

            @Setting(help = "numbers of demonstrations, one run for each", min = 1, minItems = 1)
            List<Integer> k,

            @Setting(
                    help = "passes over the demonstrations: paper-rule is the best of 256/k, 512/k, 1024/k for"
                            + " k below 256 and of 1, 2, 4 above (paper G.3)",
                    byDefault = "paper-rule")
            EpochRule epochs,

            @Setting(
                    help = "further training budgets, in sequences seen, at which the policy is evaluated; the"
                            + " axis of the budget figure",
                    byDefault = "[]",
                    min = 1)
            List<Integer> budgets,

            @Setting(
                    help = "learning rates tried; the one to report is selected on validation",
                    byDefault = "[1.0e-4, 3.0e-4]",
                    above = 0,
                    minItems = 1)
            List<Double> learningRates,

            @Setting(help = "largest batch; k where that is smaller", byDefault = "16", min = 1)
            int batch,

            @Setting(help = "steps of linear warm-up; never more than a tenth of the run", byDefault = "10", min = 0)
            int warmupSteps)
            implements ElicitationConfig {

        public SupervisedFineTuning {
            k = List.copyOf(k);
            budgets = List.copyOf(budgets);
            learningRates = List.copyOf(learningRates);
        }
    }

    /** Whose completions are shown. */
    enum Demonstrator {
        STRONG,
        WEAK
    }

    /** Which numbers of epochs are candidates for selection. */
    enum EpochRule {
        /** Best of {256/k, 512/k, 1024/k} for k below 256, else of {1, 2, 4} (paper G.3). */
        PAPER_RULE,
        /** Only the given budgets. */
        NONE;

        /**
         * The candidates as training sequences seen, ascending. Where 256/k is no whole number of epochs, it is rounded
         * up to one, so that every demonstration is seen equally often.
         */
        public List<Integer> candidates(int k) {
            return switch (this) {
                case PAPER_RULE ->
                    Stream.of(1, 2, 4)
                            .map(times -> k < 256 ? Math.ceilDiv(256 * times, k) * k : times * k)
                            .distinct()
                            .toList();
                case NONE -> List.of();
            };
        }
    }
}
