package lockpick.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import lockpick.study.task.twin.token.TwinTokenizer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lockpick bench twin-tokenizer}: makes the tokenizer of the twins anew. */
@Command(
        name = "twin-tokenizer",
        description =
                "Makes the tokenizer of the twins anew from what the twins write now, and writes its two files. The"
                        + " one that comes with Lockpick stays.")
final class TwinTokenizerFiles implements Callable<Integer> {

    @Parameters(paramLabel = "FOLDER", description = "where the files are written")
    private Path folder = Path.of("");

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this and end")
    private boolean help;

    private TwinTokenizerFiles() {}

    @Override
    public Integer call() throws IOException {
        TwinTokenizer.make(folder);
        return 0;
    }
}
