package lockpick.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import lockpick.engine.tensor.Seed;
import lockpick.study.grade.critique.Criterion;
import lockpick.study.grade.critique.Embedder;
import lockpick.study.grade.critique.LabelledCritique;
import lockpick.study.grade.critique.ThresholdFit;
import lockpick.study.task.CritiqueConfig;
import lockpick.study.task.UserCache;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lockpick threshold}: from which similarity on a critique is correct. */
@Command(
        name = "threshold",
        description = {
            "Chooses on labelled critiques from which similarity to the reference on a critique counts as correct, and says"
                    + " how sure that is.",
            "",
            "LABELLED is a file of JSON Lines with \"text\", \"reference\" and \"correct\". Take some 50, half from the weak and"
                    + " half from the strong policy, as the paper did (E.2)."
        },
        footer = {
            "",
            "Example:",
            "  lockpick threshold critique labelled.jsonl --set similarity.embedder=minilm",
            "",
            "  0.612 [0.550, 0.680], balanced accuracy 0.90 (0.85 held out), 25 correct and 25 incorrect",
            "",
            "Write it into the study as task.similarity.threshold.",
        })
final class FitThreshold implements Callable<Integer> {

    private static final Seed RESAMPLING = new Seed(0);

    private final Console console;

    @Mixin
    private TaskOption task = new TaskOption();

    @Parameters(index = "1", paramLabel = "LABELLED", description = "a file of JSON Lines")
    private Path labelled = Path.of("");

    @Option(
            names = "--by",
            paramLabel = "CRITERION",
            description = "balanced_accuracy (default) or f1: what a good threshold has most of")
    private Criterion criterion = Criterion.BALANCED_ACCURACY;

    FitThreshold(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (!(task.config(!task.hasProblems()) instanceof CritiqueConfig critique)) {
            throw new MistakeException(task.name() + ": has no threshold; critique has");
        }
        List<LabelledCritique> critiques = LabelledCritique.read(labelled);
        try (Embedder embedder =
                critique.similarity().open(System.getenv(), UserCache.folder("answers"), new Seed(0))) {
            console.line(
                    ThresholdFit.of(embedder, critiques, criterion, RESAMPLING).toString());
        } catch (IllegalArgumentException e) { // too few of a kind
            throw new MistakeException(labelled + ": " + e.getMessage());
        }
        return 0;
    }
}
