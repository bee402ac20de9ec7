package lockpick.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import lockpick.engine.tensor.DType;
import lockpick.engine.tensor.Device;
import lockpick.engine.tensor.Libtorch;
import lockpick.study.policy.TrainablePolicy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which model is used, and what it is computed with. */
final class ModelOptions {

    @Option(
            names = "--dtype",
            paramLabel = "TYPE",
            description =
                    "element type to compute with: f32, bf16 or f16 (default: f32 on the processor, bf16 on a GPU)")
    private Optional<String> dtype = Optional.empty();

    @Option(
            names = "--adapter",
            paramLabel = "FOLDER",
            description = "a LoRA adapter that the model computes with, ours or PEFT's")
    private Optional<Path> adapter = Optional.empty();

    @Option(names = "--threads", paramLabel = "N", description = "CPU threads (default: all cores)")
    private @Nullable Integer threads;

    @Mixin
    private DeviceOption device = new DeviceOption();

    @Mixin
    private RunsOption runs = new RunsOption();

    /**
     * The folder of a model.
     *
     * @param wanted a model folder, or a run that keeps a model
     * @throws MistakeException if there is no such model
     */
    Path folder(String wanted) throws IOException {
        return ModelFolder.of(wanted, runs.path());
    }

    /**
     * Loads a model.
     *
     * @param stops strings that end a completion, besides the model's end tokens
     * @throws MistakeException if an option is out of its range
     */
    TrainablePolicy load(Path folder, List<String> stops) throws IOException {
        SamplingOptions.check(threads == null || threads >= 1, "--threads", threads, "at least 1");
        try {
            Device where = device.device();
            DType type = dtype.map(ModelOptions::dtype).orElse(where.isCuda() ? DType.BFLOAT16 : DType.FLOAT32);
            Libtorch.setThreads(threads == null ? Runtime.getRuntime().availableProcessors() : threads);
            TrainablePolicy policy = TrainablePolicy.load(folder, stops, type, where);
            return adapter.isPresent() ? policy.withAdapter(adapter.get()) : policy;
        } catch (LinkageError e) {
            throw new NativeLibraryException(e);
        }
    }

    /** @throws MistakeException if there is no type of this name */
    static DType dtype(String name) {
        return DType.named(name)
                .orElseThrow(() -> new MistakeException("--dtype = " + name + ": must be f32, bf16 or f16"));
    }
}
