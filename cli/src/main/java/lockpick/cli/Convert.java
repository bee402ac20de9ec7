package lockpick.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import lockpick.engine.tensor.DType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lockpick convert}: a model in another element type. */
@Command(
        name = "convert",
        description = {
            "Writes a model into a new folder in another element type, with its settings, tokenizer and chat template.",
            "",
            "Weights that keep their type keep their bits. A folder of old names (GPT-2's, for one) comes out with the"
                    + " family's own, in files of at most 5 GB."
        },
        footer = {
            "",
            "Example:",
            "  lockpick convert models/EleutherAI/pythia-70m pythia-70m-bf16 --dtype bf16",
            "",
            "Exit code: 0 it is written, 1 the model cannot be used, or the folder not be",
            "written, 2 something is wrong with the command."
        })
final class Convert implements Callable<Integer> {

    private final Console console;

    @Parameters(index = "0", paramLabel = "MODEL", description = "a model folder, or a run that keeps a model")
    private String model = "";

    @Parameters(index = "1", paramLabel = "INTO", description = "a folder that does not exist yet")
    private Path into = Path.of("");

    @Option(names = "--dtype", paramLabel = "TYPE", description = "f32, bf16 or f16 (default: as it is stored)")
    private Optional<String> dtype = Optional.empty();

    @Mixin
    private RunsOption runs = new RunsOption();

    Convert(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Optional<DType> type = dtype.map(ModelOptions::dtype);
        NewModel.derive(ModelFolder.of(model, runs.path()), into, type, decoder -> {});
        console.line(into.toString());
        return 0;
    }
}
