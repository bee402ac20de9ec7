package lockpick.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import lockpick.engine.hub.Bytes;
import lockpick.engine.hub.FileChoice;
import lockpick.engine.hub.Hub;
import lockpick.engine.hub.RemoteFile;
import lockpick.engine.hub.RepositoryDownload;
import lockpick.engine.hub.RepositoryId;
import lockpick.study.setting.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lockpick pull}: a model from the hub. */
@Command(
        name = "pull",
        description = {
            "Fetches a model repository from the Hugging Face hub, or one that speaks like it.",
            "",
            "Every byte is verified by the hub's checksums. A download that broke off goes on with the same command;"
                    + " given once more, it verifies what is there and asks the hub nothing. A folder stays with the"
                    + " commit it was begun with. Files are never written over."
        },
        footer = {
            "",
            "Environment:",
            "  HF_TOKEN      who asks; for gated and private repositories",
            "  HF_ENDPOINT   another hub than https://huggingface.co",
            "",
            "Behind a proxy, set JAVA_TOOL_OPTIONS='-Dhttps.proxyHost=HOST -Dhttps.proxyPort=PORT'.",
            "",
            "Example:",
            "  lockpick pull EleutherAI/pythia-70m",
            "",
            "fetches into models/EleutherAI/pythia-70m what a model is made of: safetensors,",
            "settings, tokenizer, chat template, licence. --include takes other files:",
            "",
            "  lockpick pull EleutherAI/pythia-70m --revision step1000 --into step1000 \\",
            "                --include '*.json' --include '*.safetensors'",
            "",
            "Exit code: 0 all is there, 1 the hub refuses, cannot be reached, or the folder",
            "cannot be used, 2 something is wrong with the command."
        })
final class Pull implements Callable<Integer> {

    private final Console console;
    private final Map<String, String> environment;

    @Parameters(paramLabel = "ORG/NAME", description = "the repository")
    private String repository = "";

    @Option(
            names = "--revision",
            paramLabel = "REVISION",
            description = "a branch, tag or commit (default: that of the folder; in a new folder, main)")
    private Optional<String> revision = Optional.empty();

    @Option(names = "--into", paramLabel = "FOLDER", description = "where to (default: models/ORG/NAME)")
    private Optional<Path> into = Optional.empty();

    @Option(
            names = "--include",
            paramLabel = "GLOB",
            description = "take files like this and no others; * stays within a folder, ** crosses folders; pickles are"
                    + " never taken")
    private List<String> include = List.of();

    @Option(names = "--exclude", paramLabel = "GLOB", description = "leave files like this out")
    private List<String> exclude = List.of();

    Pull(Console console, Map<String, String> environment) {
        this.console = console;
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        RepositoryId id;
        FileChoice choice;
        Hub hub;
        try {
            id = RepositoryId.parse(repository);
            choice = FileChoice.of(include, exclude);
            hub = Hub.of(environment);
        } catch (IllegalArgumentException e) {
            throw new MistakeException(String.valueOf(e.getMessage()));
        }
        try (hub) {
            return pull(hub, id, choice);
        }
    }

    private int pull(Hub hub, RepositoryId id, FileChoice choice) throws IOException, InterruptedException {
        Path folder = into.orElse(Path.of("models", id.organization(), id.name()));
        PullProgress progress = new PullProgress(console, System::nanoTime);
        RepositoryDownload.Result result;
        try {
            result = new RepositoryDownload(hub, progress).run(id, revision, choice, folder);
        } finally {
            console.status("");
        }
        long fetched = result.fetched().stream().mapToLong(RemoteFile::size).sum();
        console.line(folder + ": " + Words.count(result.files().size(), "file") + " verified, "
                + (result.fetched().isEmpty()
                        ? "all were there"
                        : Words.number(result.fetched().size()) + " fetched (" + Bytes.words(fetched) + ")"));
        return 0;
    }
}
