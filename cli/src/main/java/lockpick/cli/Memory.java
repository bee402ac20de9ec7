package lockpick.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import lockpick.engine.checkpoint.ConfigJson;
import lockpick.engine.lora.LoraConfig;
import lockpick.engine.memory.MemoryException;
import lockpick.engine.memory.MemoryPlan;
import lockpick.engine.memory.TrainingDemand;
import lockpick.engine.memory.TrainingDemand.OptimizerState;
import lockpick.engine.model.Architecture;
import lockpick.engine.model.Families;
import lockpick.engine.tensor.AvailableMemory;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Device;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lockpick memory}: what training a model would take. */
@Command(
        name = "memory",
        description = {
            "Says what training a model takes of memory, and what to change if it does not fit. Only config.json is read, so"
                    + " a folder without weights will do."
        },
        footer = {
            "",
            "Example:",
            "  lockpick memory models/deepseek-ai/deepseek-math-7b-base --tokens 4096 \\",
            "                  --checkpointing --gib 80",
            "",
            "  6.9B: weights 12.9, gradients 12.9, Lion 12.9, activations 2.0, logits 0.2 of",
            "  80.0 GiB",
            "",
            "Exit code: 0 it fits, 1 it does not, or the model cannot be used, 2 something is",
            "wrong with the command."
        })
final class Memory implements Callable<Integer> {

    private static final double GIB = 1L << 30;
    private static final int TOO_LARGE = 1;

    private final Console console;

    @Parameters(paramLabel = "MODEL", description = "a model folder, or a config.json")
    private Path model = Path.of("");

    @Option(
            names = "--tokens",
            paramLabel = "N",
            defaultValue = "4096",
            description = "tokens of a micro-batch, padding included (default: ${DEFAULT-VALUE})")
    private int tokens;

    @Option(names = "--targets", paramLabel = "N", description = "completion tokens among them (default: all)")
    private @Nullable Integer targets;

    @Option(
            names = "--optimizer",
            paramLabel = "NAME",
            defaultValue = "lion",
            description = "lion or adamw (default: ${DEFAULT-VALUE})")
    private String optimizer = "lion";

    @Option(names = "--master-weights", description = "keep bf16 weights in f32 as well, rather than round at random")
    private boolean masterWeights;

    @Option(names = "--dtype", paramLabel = "TYPE", defaultValue = "bf16", description = "f32 or bf16 (default: bf16)")
    private String dtype = "bf16";

    @Option(names = "--checkpointing", description = "compute layers twice, to keep less of them")
    private boolean checkpointing;

    @Option(names = "--lora-rank", paramLabel = "R", description = "train a LoRA adapter of all linear layers instead")
    private @Nullable Integer loraRank;

    @Option(
            names = "--gib",
            paramLabel = "GIB",
            description = "memory of the device (default: what is free on this machine)")
    private @Nullable Double gib;

    Memory(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        SamplingOptions.check(tokens >= 1, "--tokens", tokens, "at least 1");
        SamplingOptions.check(
                targets == null || targets >= 1 && targets <= tokens,
                "--targets",
                targets,
                "at least 1, at most --tokens");
        SamplingOptions.check(loraRank == null || loraRank >= 1, "--lora-rank", loraRank, "at least 1");
        SamplingOptions.check(gib == null || gib > 0, "--gib", gib, "above 0");
        MemoryPlan plan = MemoryPlan.of(demand());
        OptionalLong available = gib == null ? AvailableMemory.of(Device.CPU) : OptionalLong.of((long) (gib * GIB));
        try {
            plan.check(available);
        } catch (MemoryException e) {
            console.line(String.valueOf(e.getMessage()));
            return TOO_LARGE;
        }
        console.line(plan.text(available));
        return 0;
    }

    private TrainingDemand demand() throws IOException {
        Path config = Files.isDirectory(model) ? model.resolve("config.json") : model;
        Architecture architecture = Families.read(ConfigJson.read(config));
        DType type = ModelOptions.dtype(dtype);
        Optional<LoraConfig> adapter =
                Optional.ofNullable(loraRank).map(rank -> new LoraConfig(rank, rank, List.of(LoraConfig.ALL_LINEAR)));
        return new TrainingDemand(
                architecture, type, state(), adapter, checkpointing, tokens, targets == null ? tokens : targets);
    }

    private OptimizerState state() {
        return switch (optimizer) {
            case "lion" -> masterWeights ? OptimizerState.LION_WITH_MASTER_WEIGHTS : OptimizerState.LION;
            case "adamw" -> masterWeights ? OptimizerState.ADAMW_WITH_MASTER_WEIGHTS : OptimizerState.ADAMW;
            default -> throw new MistakeException("--optimizer = " + optimizer + ": must be lion or adamw");
        };
    }
}
