package lockpick.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import lockpick.engine.lora.AdapterFolder;
import lockpick.engine.tensor.DType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lockpick merge}: a model and a LoRA adapter as one model. */
@Command(
        name = "merge",
        description = {
            "Adds a LoRA adapter, ours or PEFT's, to the weights of the model it was trained for, and writes the result into"
                    + " a new folder, with the model's settings, tokenizer and chat template."
        },
        footer = {
            "",
            "Example:",
            "  lockpick merge models/EleutherAI/pythia-70m unlocked-adapter unlocked",
            "",
            "Exit code: 0 it is written, 1 the model or the adapter cannot be used, or the",
            "folder not be written, 2 something is wrong with the command."
        })
final class Merge implements Callable<Integer> {

    private final Console console;

    @Parameters(index = "0", paramLabel = "MODEL", description = "a model folder, or a run that keeps a model")
    private String model = "";

    @Parameters(index = "1", paramLabel = "ADAPTER", description = "a folder with adapter_config.json")
    private Path adapter = Path.of("");

    @Parameters(index = "2", paramLabel = "INTO", description = "a folder that does not exist yet")
    private Path into = Path.of("");

    @Option(names = "--dtype", paramLabel = "TYPE", description = "f32, bf16 or f16 (default: as the model is stored)")
    private Optional<String> dtype = Optional.empty();

    @Mixin
    private RunsOption runs = new RunsOption();

    Merge(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Optional<DType> type = dtype.map(ModelOptions::dtype);
        NewModel.derive(
                ModelFolder.of(model, runs.path()),
                into,
                type,
                decoder -> AdapterFolder.load(adapter, decoder).merge());
        console.line(into.toString());
        return 0;
    }
}
