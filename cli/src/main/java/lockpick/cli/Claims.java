package lockpick.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import lockpick.report.ClaimsPage;
import lockpick.study.experiment.Study;
import lockpick.study.run.StudyIndex;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code lockpick claims}: what studies claim, and what was found. */
@Command(
        name = "claims",
        description = {
            "Judges what studies claim by the runs that are finished, as a Markdown page; computes nothing.",
            "",
            "A claim is written in the study before it is run, such as",
            "",
            "  claims:",
            "    - says: Filtering brings back less than expert iteration",
            "      source: paper, section 6, figure 5",
            "      of: {elicitation: expert-iteration}",
            "      less: {elicitation: filtering}",
            "      above: 0",
            "",
            "and holds if the 90 %% interval agrees with it, fails if the 95 %% interval does not.",
            "",
            "  docs/methods/claims.md   how they are written and judged"
        },
        footer = {
            "",
            "Example:",
            "  lockpick claims studies/laptop > docs/claims.md",
            "",
            "Exit code: 0 whatever was found, 1 a run cannot be read, 2 something is wrong with a study or the"
                    + " command."
        })
final class Claims implements Callable<Integer> {

    private final Console console;

    @Mixin
    private StudyFiles studies = new StudyFiles();

    @Mixin
    private RunsOption runs = new RunsOption();

    @Mixin
    private DeviceOption device = new DeviceOption();

    Claims(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        ClaimsPage page = new ClaimsPage();
        for (Map.Entry<Path, Study> study : studies.read().entrySet()) {
            Path file = study.getKey();
            StudyIndex.write(runs.path(), file, study.getValue(), DeviceOption.kind(device.device()));
            page.add(runs.path(), StudyIndex.name(file));
        }
        console.line(
                page.markdown().isEmpty()
                        ? "these studies claim nothing; --help says how claims are written"
                        : page.markdown());
        return 0;
    }
}
