package lockpick.study.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import lockpick.study.setting.Problem;
import lockpick.study.setting.Words;

/** Everything that is wrong with a study file. The message is for the user as it stands; no stack trace belongs to it. */
public final class StudyProblems extends RuntimeException {

    private static final long serialVersionUID = 1;
    private static final int WIDTH = 100;

    private final transient Path file;
    private final transient List<Problem> problems;

    public StudyProblems(Path file, List<Problem> problems) {
        super("study file", null, false, false);
        this.file = file;
        this.problems =
                problems.stream().sorted(Comparator.comparingInt(Problem::line)).toList();
    }

    public Path file() {
        return file;
    }

    /** In the order of their lines. */
    public List<Problem> problems() {
        return problems;
    }

    /**
     * The file with the number of problems, then each with its line, in no more than 100 columns:
     *
     * <pre>
     * quickstart.yaml: 2 problems
     *   line 10  lock.epoch: unknown key; did you mean lock.epochs?
     *   line 12  model = nanoo: expected nano, small or paper; did you mean nano?
     * </pre>
     */
    @Override
    public String getMessage() {
        int digits = problems.stream().mapToInt(Problem::line).max().orElse(0);
        int margin = digits == 0
                ? 2
                : 2 + "line ".length() + Integer.toString(digits).length() + 2;
        var message = new StringBuilder(file.getFileName() + ": " + Words.count(problems.size(), "problem"));
        for (Problem problem : problems) {
            String place = problem.line() == 0 ? "" : "line " + problem.line();
            List<String> lines = wrapped(problem.text(), WIDTH - margin);
            message.append("\n").append(padded("  " + place, margin)).append(lines.get(0));
            lines.stream()
                    .skip(1)
                    .forEach(line ->
                            message.append("\n").append(" ".repeat(margin)).append(line));
        }
        return message.toString();
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        var line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
