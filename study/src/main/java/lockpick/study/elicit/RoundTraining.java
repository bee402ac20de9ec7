package lockpick.study.elicit;

import java.util.List;
import lockpick.study.setting.Setting;
import lockpick.study.train.Batches;
import lockpick.study.train.TrainingConfig;
import lockpick.study.train.TrainingConfig.OptimizerKind;
import lockpick.study.train.TrainingConfig.Schedule;

/** How each round trains on the completions that it was left with. One optimizer goes through all rounds. */
public record RoundTraining(
        @Setting(
                help = "learning rates tried, constant after the warm-up; the one to report is selected on validation",
                byDefault = "[1.0e-4, 3.0e-4]",
                above = 0,
                minItems = 1)
        List<Double> learningRates,

        @Setting(
                help = "passes of each round over its completions (512/64 by the paper's rule G.3)",
                byDefault = "8",
                min = 1)
        int epochs,

        @Setting(help = "sequences in each step", byDefault = "16", min = 1)
        int batch,

        @Setting(help = "the optimizer", byDefault = "adamw")
        OptimizerKind optimizer,

        @Setting(
                help = "steps of linear warm-up at the start of the first round; never more than a tenth of the run",
                byDefault = "10",
                min = 0)
        int warmupSteps,

        @Setting(help = "decoupled weight decay", byDefault = "0.01", min = 0)
        double weightDecay) {

    public RoundTraining {
        learningRates = List.copyOf(learningRates);
    }

    RoundTraining at(double learningRate) {
        return new RoundTraining(List.of(learningRate), epochs, batch, optimizer, warmupSteps, weightDecay);
    }

    TrainingConfig config() {
        return new TrainingConfig(
                learningRates.getFirst(), batch, optimizer, Schedule.CONSTANT, warmupSteps, weightDecay, 1.0);
    }

    /** Optimizer steps of some passes over this many completions. */
    long steps(int completions, int passes) {
        return Batches.steps(completions, batch, passes);
    }
}
