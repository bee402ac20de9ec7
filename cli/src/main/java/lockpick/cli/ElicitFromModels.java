package lockpick.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import lockpick.study.elicit.ElicitationConfig;
import lockpick.study.experiment.PlannedRun;
import lockpick.study.experiment.RunLabels;
import lockpick.study.experiment.Study;
import lockpick.study.experiment.StudyFile;
import lockpick.study.lock.LockConfig;
import lockpick.study.pipeline.GivenModel;
import lockpick.study.run.StudyIndex;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lockpick elicit}: some of a study's elicitations, or the same ones from a model of somebody else. */
@Command(
        name = "elicit",
        description = {
            "Elicits from one model of a study, or from any other model, by the methods that the study names.",
            "",
            "What it builds on is computed where it is missing: the policies, the lock, its controls. With --model the"
                    + " study gives the task and the methods, and nothing is locked. The smallest study for that is:",
            "",
            "  title: What is in it?",
            "  seeds: [0]",
            "  task: {kind: composition, functions: 8, identities: 4}",
            "  strong: {method: reference}",
            "  elicit:",
            "    - {method: sft, demonstrations: reference, k: [4, 16], training: {learning-rates: [3.0e-4]}}",
            "    - {method: weight-noise}",
            "",
            "  docs/methods/given-models.md      models that somebody else made",
            "  docs/methods/                     a page for each method",
            "",
            "All of a study is computed by lockpick run, which uses these runs again."
        },
        footer = {
            "",
            "Example:",
            "  lockpick elicit studies/quickstart.yaml --lock sft-12.5k --seed 0 --no-controls",
            "      by every method of the study, from one lock",
            "  lockpick elicit my.yaml --method sft --method weight-noise",
            "      by two methods, from every lock, control and given model",
            "  lockpick elicit my.yaml --model models/suspect --seed 0",
            "      from a Hugging Face folder; its report is that of my-suspect-… and stands beside my.yaml's",
            "  lockpick elicit my.yaml --model lock-9a21",
            "      from the model of a run, by the beginning of its name",
            "",
            "Exit code: 0 all is elicited, 1 some run failed or the gate refused a lock, 2 something is wrong with the"
                    + " study or the command, 130 stopped with Ctrl-C."
        })
final class ElicitFromModels implements Callable<Integer> {

    private final Console console;
    private final String mainClass;

    @Parameters(paramLabel = "STUDY.yaml", description = "study file, with the task and the methods")
    private Path file = Path.of("");

    @Mixin
    private ComputationOptions options = new ComputationOptions();

    @Mixin
    private LocksOption chosen = new LocksOption();

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            description = "model folder, or a run that keeps a model, to elicit from in place of the study's own")
    private @Nullable String model;

    @Option(names = "--method", paramLabel = "METHOD", description = "this method only; may be given several times")
    private List<String> methods = new ArrayList<>();

    @Option(names = "--no-controls", description = "leave out the controls of the locks")
    private boolean noControls;

    /** @param mainClass what a worker process is started with; it knows the command {@code worker} */
    ElicitFromModels(Console console, String mainClass) {
        this.console = console;
        this.mainClass = mainClass;
    }

    @Override
    public Integer call() throws IOException {
        Study study = model == null ? StudyFile.read(file) : StudyFile.forGivenModels(file);
        GivenStudy.requireMethods(file, study);
        if (model == null) {
            return elicited(file, study);
        }
        GivenStudy given = GivenStudy.of(file, study, List.of(model), chosen.seeds(study), options.runs());
        return elicited(given.source(), given.study());
    }

    private int elicited(Path source, Study study) throws IOException {
        List<String> names = chosen.names(Stream.concat(
                        study.locks().stream().map(LockConfig::called),
                        study.models().stream().map(GivenModel::name))
                .toList());
        List<String> by = LocksOption.chosen(
                "--method",
                methods,
                study.elicit().stream()
                        .map(ElicitationConfig::method)
                        .distinct()
                        .toList());
        List<Long> seeds = chosen.seeds(study);
        Computation computation = options.computation(console, mainClass);
        List<PlannedRun> wanted = computation
                .graph(study)
                .runs(labels -> labels instanceof RunLabels.Unlocked unlocked
                        && seeds.contains(unlocked.seed())
                        && names.contains(unlocked.from().called())
                        && !(unlocked.from().isControl() && noControls)
                        && by.contains(unlocked.elicitation().method()));
        boolean complete = computation.compute(source, study, wanted);
        new ReportLine(console).write(options.runs(), StudyIndex.name(source));
        return complete ? 0 : 1;
    }
}
