package lockpick.cli;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import lockpick.study.experiment.Study;
import lockpick.study.experiment.StudyCost;
import lockpick.study.experiment.StudyFile;
import lockpick.study.experiment.StudySchema;
import lockpick.study.run.StudyIndex;
import lockpick.study.setting.Words;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lockpick check}: every problem of a study at once, or what it would take. */
@Command(
        name = "check",
        description = "Says everything that is wrong with a study file, or what the study would take; writes nothing.",
        footer = {
            "",
            "Example:",
            "  lockpick check studies/laptop/fig6.yaml",
            "",
            "Exit code: 0 the study can be run, 2 something is wrong with the study or the command."
        })
final class Check implements Callable<Integer> {

    private final Console console;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "STUDY.yaml", arity = "0..1", description = "study file")
    private @Nullable Path file;

    @Option(
            names = "--gflops",
            paramLabel = "N",
            description =
                    "what one run sustains, in GFLOP/s, for the times (default: what we have seen a CPU thread sustain on the study's model)")
    private @Nullable Double gigaflops;

    @Option(names = "--schema", description = "print the JSON Schema of study files, for editors, and end")
    private boolean schema;

    Check(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (schema) {
            console.line(StudySchema.text().stripTrailing());
            return 0;
        }
        if (file == null) {
            throw misuse("give a study file, such as studies/quickstart.yaml");
        }
        if (gigaflops != null && !(gigaflops > 0)) {
            throw misuse("--gflops = " + gigaflops + ": must be greater than 0");
        }
        Study study = StudyFile.read(file);
        StudyCost cost = gigaflops == null ? StudyCost.estimate(study) : StudyCost.estimate(study, gigaflops);
        console.line(
                "ok: " + StudyIndex.name(file) + ": " + Words.count(cost.total().runs(), "run") + " (1 task, "
                        + Words.count(study.locks().size(), "lock") + controls(study) + ", " + models(study)
                        + Words.count(study.seeds().size(), "seed") + ")");
        console.line(cost.table());
        return 0;
    }

    private static String controls(Study study) {
        int controls = study.controls().size();
        return controls == 0 || study.locks().isEmpty() ? "" : " with " + Words.count(controls, "control") + " each";
    }

    private static String models(Study study) {
        int models = study.models().size();
        return models == 0 ? "" : Words.count(models, "given model") + ", ";
    }

    private ParameterException misuse(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }
}
