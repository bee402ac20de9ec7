package lockpick.cli;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import lockpick.study.experiment.Study;
import lockpick.study.experiment.StudyCost;
import lockpick.study.experiment.StudySchema;
import lockpick.study.setting.Words;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lockpick check}: every problem of studies at once, or what they would take. */
@Command(
        name = "check",
        description = "Says everything that is wrong with studies, or what they would take; writes nothing.",
        footer = {
            "",
            "Example:",
            "  lockpick check studies/laptop/fig6.yaml",
            "      by the kinds of its runs",
            "  lockpick check studies/laptop",
            "      by study; the total counts what they share once",
            "",
            "Exit code: 0 the studies can be run, 2 something is wrong with a study or the command."
        })
final class Check implements Callable<Integer> {

    private final Console console;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private StudyFiles files = new StudyFiles();

    @Option(
            names = "--gflops",
            paramLabel = "N",
            description =
                    "what one run sustains, in GFLOP/s, for the times (default: what we have seen a CPU thread sustain"
                            + " on the study's model)")
    private @Nullable Double gigaflops;

    @Option(
            names = "--schema",
            help = true, // so that no study need be given
            description = "print the JSON Schema of study files, for editors, and end")
    private boolean schema;

    Check(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (schema) {
            console.line(StudySchema.text().stripTrailing());
            return 0;
        }
        if (gigaflops != null && !(gigaflops > 0)) {
            throw misuse("--gflops = " + gigaflops + ": must be greater than 0");
        }
        Map<String, Study> studies = files.readByName();
        console.line(studies.size() == 1 ? one(studies) : several(studies));
        return 0;
    }

    private String one(Map<String, Study> studies) {
        Map.Entry<String, Study> only = studies.entrySet().iterator().next();
        Study study = only.getValue();
        StudyCost cost = StudyCost.byKind(study, speed());
        return "ok: " + only.getKey() + ": " + Words.count(cost.total().runs(), "run") + " (1 task, "
                + Words.count(study.locks().size(), "lock") + controls(study) + ", " + models(study)
                + Words.count(study.seeds().size(), "seed") + ")\n" + cost.table();
    }

    private String several(Map<String, Study> studies) {
        StudyCost cost = StudyCost.byStudy(studies, speed());
        return "ok: " + studies.size() + " studies: " + Words.count(cost.total().runs(), "run") + "\n" + cost.table();
    }

    private OptionalDouble speed() {
        return gigaflops == null ? OptionalDouble.empty() : OptionalDouble.of(gigaflops);
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
