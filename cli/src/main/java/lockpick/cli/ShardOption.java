package lockpick.cli;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lockpick.study.experiment.PlannedRun;
import lockpick.study.experiment.RunGraph;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which part of a study this machine computes; all where none is named. */
final class ShardOption {

    private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,3})/([1-9]\\d{0,3})");

    @Option(
            names = "--shard",
            paramLabel = "I/N",
            description =
                    "the I-th of N parts only, for N machines that have no folder in common; once their runs folders"
                            + " are copied into one, lockpick report draws the whole")
    private @Nullable String shard;

    /** @throws MistakeException if that is no part */
    List<PlannedRun> of(RunGraph graph) {
        if (shard == null) {
            return graph.runs();
        }
        Matcher form = FORM.matcher(shard);
        if (!form.matches() || Integer.parseInt(form.group(1)) > Integer.parseInt(form.group(2))) {
            throw new MistakeException("--shard = " + shard + ": expected a part and how many there are, such as 2/4");
        }
        return graph.share(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)));
    }
}
