package lockpick.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import lockpick.report.read.Difference;
import lockpick.report.table.Format;
import lockpick.study.experiment.RunKey;
import lockpick.study.run.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code lockpick diff}: what tells two runs apart. */
@Command(
        name = "diff",
        description = {
            "Shows side by side what two finished runs differ in: their settings, and the runs that they build on with what"
                    + " those differ in. What they share is left out."
        },
        footer = {
            "",
            "Example:",
            "  lockpick diff sft-5a25ca6beaf5 sft-9098c9b53303",
            "",
            "                        sft-5a25ca6beaf5   sft-9098c9b53303",
            "  elicitation.k         [4]                [64]",
            "  locked                lock-4eb47d135b66  lock-662ded76ee59",
            "  locked > lock.epochs  8                  4",
            "",
            "As much of a folder's name or a key will do as tells the run from the others.",
            "",
            "Exit code: 0 they are the same run, 1 they differ, 2 a run is not there or not",
            "finished."
        })
final class DiffRuns implements Callable<Integer> {

    private static final int DIFFERENT = 1;

    private final Console console;

    @Parameters(
            index = "0",
            paramLabel = "RUN",
            description = "name of the run's folder, or the beginning of it or of its key")
    private String left = "";

    @Parameters(index = "1", paramLabel = "RUN", description = "another one")
    private String right = "";

    @Mixin
    private RunsOption runs = new RunsOption();

    DiffRuns(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Path folder = runs.existing();
        RunNames names = RunNames.of(folder);
        Map<RunKey, RunFolder> finished = new HashMap<>();
        RunFolder.all(folder).forEach(run -> finished.put(run.key(), run));
        RunFolder one = run(left, names, finished);
        RunFolder other = run(right, names, finished);
        List<Difference> differences = Difference.between(one, other, key -> Optional.ofNullable(finished.get(key)));
        if (differences.isEmpty()) {
            return 0;
        }
        List<Line> lines = new ArrayList<>(List.of(new Line("", one.name(), other.name())));
        differences.forEach(difference -> lines.add(Line.of(difference)));
        String form = "%-" + width(lines, Line::name) + "s  %-" + width(lines, Line::left) + "s  %s";
        lines.forEach(line -> console.line(String.format(Locale.ROOT, form, line.name(), line.left(), line.right())));
        return DIFFERENT;
    }

    private static int width(List<Line> lines, Function<Line, String> text) {
        return lines.stream().mapToInt(line -> text.apply(line).length()).max().orElseThrow();
    }

    private static RunFolder run(String wanted, RunNames names, Map<RunKey, RunFolder> finished) {
        RunKey key = names.find(wanted);
        RunFolder run = finished.get(key);
        if (run == null) {
            throw new MistakeException(
                    names.folder(key) + ": has not finished, and only a finished run keeps its settings");
        }
        return run;
    }

    private record Line(String name, String left, String right) {

        private static final int WIDEST = 48;
        private static final int BEFORE = 12;

        /** Of long values the part where they begin to differ. */
        static Line of(Difference difference) {
            String left = words(difference.name(), difference.left());
            String right = words(difference.name(), difference.right());
            int same = 0;
            while (same < Math.min(left.length(), right.length()) && left.charAt(same) == right.charAt(same)) {
                same++;
            }
            return new Line(difference.name(), cut(left, same), cut(right, same));
        }

        private static String words(String name, JsonNode value) {
            if (value.isNumber() && name.endsWith("learning-rate")) {
                return Format.learningRate(value.doubleValue());
            }
            String text = value.isMissingNode() ? "–" : value.isString() ? value.stringValue() : value.toString();
            return text.replace("\n", "\\n");
        }

        private static String cut(String text, int same) {
            if (text.length() <= WIDEST) {
                return text;
            }
            int from = same <= WIDEST / 2 ? 0 : same - BEFORE;
            String rest = text.substring(from);
            return (from > 0 ? "…" : "") + (rest.length() <= WIDEST ? rest : rest.substring(0, WIDEST) + "…");
        }
    }
}
