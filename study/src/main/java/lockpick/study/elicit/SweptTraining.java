package lockpick.study.elicit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lockpick.study.setting.Setting;
import lockpick.study.train.TrainingConfig;
import lockpick.study.train.TrainingConfig.OptimizerKind;
import lockpick.study.train.TrainingConfig.Schedule;

/** How gradient descent runs, with several learning rates to try. One optimizer goes through all rounds. */
public record SweptTraining(
        @Setting(
                help = "learning rates tried, constant after the warm-up; the one to report is selected on validation",
                byDefault = "[1.0e-4, 3.0e-4]",
                above = 0,
                minItems = 1)
        List<Double> learningRates,

        @Setting(help = "the optimizer; the paper's is lion (G.1)", byDefault = "adamw")
        OptimizerKind optimizer,

        @Setting(
                help = "steps of linear warm-up at the start; never more than a tenth of the run",
                byDefault = "10",
                min = 0)
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
        boolean checkpointing,

        @Setting(
                help =
                        "train a low-rank adapter beside the weights, which stay as they are, such as {rank: 16}; left out:"
                                + " train the weights")
        Optional<Lora> lora) {

    public SweptTraining {
        learningRates = List.copyOf(learningRates);
    }

    /** All weights, the whole batch at once, nothing computed twice. */
    public SweptTraining(
            List<Double> learningRates, OptimizerKind optimizer, int warmupSteps, double weightDecay, double clipNorm) {
        this(learningRates, optimizer, warmupSteps, weightDecay, clipNorm, 0, false, Optional.empty());
    }

    /** The same, once for each learning rate. */
    List<SweptTraining> points() {
        return learningRates.stream()
                .map(rate -> new SweptTraining(
                        List.of(rate),
                        optimizer,
                        warmupSteps,
                        weightDecay,
                        clipNorm,
                        microBatchTokens,
                        checkpointing,
                        lora))
                .toList();
    }

    /** What of a point a report shows: the adapter, if there is one, and the learning rate. */
    Map<String, Object> labels() {
        Map<String, Object> labels = new LinkedHashMap<>();
        lora.ifPresent(adapter -> labels.put("lora", adapter.toString()));
        labels.put("learning_rate", learningRates.getFirst());
        return labels;
    }

    /** Of the first learning rate. @param batch rows, or pairs, of a step */
    TrainingConfig config(int batch) {
        return new TrainingConfig(
                learningRates.getFirst(),
                batch,
                optimizer,
                Schedule.CONSTANT,
                warmupSteps,
                weightDecay,
                clipNorm,
                microBatchTokens,
                checkpointing);
    }
}
