package lockpick.cli;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lockpick.engine.checkpoint.CheckpointException;
import lockpick.engine.checkpoint.StoredType;
import lockpick.engine.model.ModelFacts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code lockpick models}: which models lie in a folder. */
@Command(
        name = "models",
        description = {
            "Lists the models in folders, and whether each could be loaded: family, parameters, element type, most tokens"
                    + " of a row, and whether config.json and weights fit each other. No weight is read."
        },
        footer = {
            "",
            "Example:",
            "  lockpick models models/EleutherAI runs",
            "",
            "  models/EleutherAI/pythia-70m   gpt_neox  70.4M  F16   2,048  all weights match",
            "",
            "Exit code: 0 all could be loaded, 1 one could not, 2 there is no such folder, or",
            "no model in it."
        })
final class Models implements Callable<Integer> {

    private static final int DEEPEST = 6;
    private static final int UNUSABLE = 1;

    private final Console console;

    @Parameters(paramLabel = "FOLDER", arity = "0..*", description = "where to look, at any depth (default: models)")
    private List<Path> folders = new ArrayList<>();

    @Option(names = "--json", description = "a line of JSON for each model")
    private boolean json;

    Models(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        List<Path> searched = folders.isEmpty() ? List.of(Path.of("models")) : folders;
        List<Path> models = new ArrayList<>();
        for (Path folder : searched) {
            models.addAll(modelsIn(folder));
        }
        if (models.isEmpty()) {
            throw new MistakeException(searched.stream().map(Path::toString).collect(Collectors.joining(", "))
                    + ": no config.json in there; lockpick pull ORG/NAME fetches a model");
        }
        int width = models.stream()
                .mapToInt(model -> model.toString().length())
                .max()
                .orElseThrow();
        boolean all = true;
        for (Path model : models) {
            all &= tell(model, width);
        }
        return all ? 0 : UNUSABLE;
    }

    private static List<Path> modelsIn(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new MistakeException(folder + ": no such folder; give one that holds models, however deep");
        }
        try (Stream<Path> files = Files.walk(folder, DEEPEST, FileVisitOption.FOLLOW_LINKS)) {
            return files.filter(file -> file.endsWith("config.json"))
                    .map(config -> config.resolveSibling("").normalize())
                    .sorted()
                    .toList();
        }
    }

    private boolean tell(Path folder, int width) throws IOException {
        try {
            ModelFacts facts = ModelFacts.of(folder);
            console.line(json ? json(folder, facts) : row(folder, facts, width));
            return true;
        } catch (CheckpointException e) {
            console.line(
                    json
                            ? object(folder).put("problem", e.getMessage()).toString()
                            : String.format(
                                    Locale.ROOT, "%-" + width + "s  cannot be used: %s", folder, e.getMessage()));
            return false;
        }
    }

    private static String row(Path folder, ModelFacts facts, int width) {
        return String.format(
                Locale.ROOT,
                "%-" + width + "s  %-8s  %6s  %-4s  %,7d tokens  all weights match",
                folder,
                facts.family(),
                abbreviated(facts.parameters()),
                types(facts),
                facts.dimensions().maxTokens());
    }

    private static String json(Path folder, ModelFacts facts) {
        return object(folder)
                .put("family", facts.family())
                .put("parameters", facts.parameters())
                .put("dtype", types(facts))
                .put("max_tokens", facts.dimensions().maxTokens())
                .put("vocabulary", facts.dimensions().vocabulary())
                .put("layers", facts.dimensions().layers())
                .put("width", facts.dimensions().width())
                .toString();
    }

    private static ObjectNode object(Path folder) {
        return JsonNodeFactory.instance.objectNode().put("folder", folder.toString());
    }

    private static String types(ModelFacts facts) {
        return facts.types().stream().map(StoredType::name).collect(Collectors.joining("+"));
    }

    /** As 158.3K, 70.4M or 6.9B. */
    private static String abbreviated(long parameters) {
        if (parameters >= 1_000_000_000) {
            return String.format(Locale.ROOT, "%.1fB", parameters / 1e9);
        }
        return parameters >= 1_000_000
                ? String.format(Locale.ROOT, "%.1fM", parameters / 1e6)
                : String.format(Locale.ROOT, "%.1fK", parameters / 1e3);
    }
}
