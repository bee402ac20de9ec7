package lockpick.study.train;

import lockpick.study.setting.Setting;

/** How gradient descent runs. The values by default are those of our toy-task specification (docs/tasks/composition.md). */
public record TrainingConfig(
        @Setting(help = "peak learning rate", above = 0) double learningRate,

        @Setting(help = "sequences in each step", byDefault = "256", min = 1)
        int batch,

        @Setting(help = "the optimizer", byDefault = "adamw")
        OptimizerKind optimizer,

        @Setting(help = "learning rate after warm-up: constant, or falling to 0 at the last step", byDefault = "cosine")
        Schedule schedule,

        @Setting(help = "steps of linear warm-up; never more than a tenth of the run", byDefault = "100", min = 0)
        int warmupSteps,

        @Setting(help = "decoupled weight decay", byDefault = "0.01", min = 0)
        double weightDecay,

        @Setting(help = "largest global gradient norm; larger ones are scaled down to it", byDefault = "1.0", above = 0)
        double clipNorm,

        @Setting(
                help = "most tokens, padding included, that go through the model at once; rows of like length together,"
                        + " and 0 for the whole batch as it is",
                byDefault = "0",
                min = 0)
        int microBatchTokens,

        @Setting(
                help = "keep only what enters each layer, and compute the rest again for its gradients: less memory,"
                        + " a third more time",
                byDefault = "false")
        boolean checkpointing) {

    /** The whole batch at once, nothing computed twice. */
    public TrainingConfig(
            double learningRate,
            int batch,
            OptimizerKind optimizer,
            Schedule schedule,
            int warmupSteps,
            double weightDecay,
            double clipNorm) {
        this(learningRate, batch, optimizer, schedule, warmupSteps, weightDecay, clipNorm, 0, false);
    }

    /** The update rule. */
    public enum OptimizerKind {
        /** Betas 0.9 and 0.98. */
        ADAMW,
        /** Betas 0.9 and 0.99; wants about a third of AdamW's learning rate. */
        LION
    }

    /** What the learning rate does after its warm-up. */
    public enum Schedule {
        CONSTANT,
        COSINE,
        LINEAR
    }
}
