package lockpick.study.experiment;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lockpick.study.setting.Nearest;
import lockpick.study.setting.Node;
import lockpick.study.setting.NodeReader;
import lockpick.study.setting.Problem;
import lockpick.study.setting.Reading;
import lockpick.study.setting.SettingsReader;
import lockpick.study.setting.UnreadableException;

/** Reads study files (docs/design/study-files.md). */
public final class StudyFile {

    private static final long MOST_BYTES = 1_000_000;

    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    /** By name, and by number where names have one: fig6 comes before fig13. */
    public static final Comparator<Path> BY_NAME =
            Comparator.comparing(path -> NUMBER.matcher(path.getFileName().toString())
                    .replaceAll(number -> "%018d".formatted(Long.parseLong(number.group()))));

    private StudyFile() {}

    /**
     * The study in a YAML 1.2 file, with every default filled in.
     *
     * @throws StudyProblems with everything that is wrong with the file
     */
    public static Study read(Path file) {
        return read(file, new StudyTasks());
    }

    /** The same. @param tasks those read before: several studies that name one task read it once */
    public static Study read(Path file, StudyTasks tasks) {
        return study(file, tree(file, text(file)), StudyRule.all(tasks));
    }

    /**
     * The same of a study that is asked for its task and methods alone, since the models come from elsewhere: it may lack both
     * locks and models.
     */
    public static Study forGivenModels(Path file) {
        return study(file, tree(file, text(file)), StudyRule.forGivenModels());
    }

    /** The same for an audit: a study that names no methods has those of {@link AuditLadder}. */
    public static Study forAudit(Path file) {
        return study(file, AuditLadder.in(tree(file, text(file))), StudyRule.forGivenModels());
    }

    /** The study in a text, which messages call by the name of the file. */
    static Study parse(Path file, String text) {
        return study(file, tree(file, text), StudyRule.all(new StudyTasks()));
    }

    private static Node tree(Path file, String text) {
        Node tree;
        try {
            tree = NodeReader.yaml(text);
        } catch (UnreadableException e) {
            throw problem(file, e.line(), String.valueOf(e.getMessage()));
        }
        if (tree instanceof Node.Nothing) {
            throw problem(file, 0, "empty; studies/quickstart.yaml shows what a study looks like");
        }
        return tree;
    }

    private static Study study(Path file, Node tree, List<StudyRule> rules) {
        Reading<Study> reading = SettingsReader.read(tree, Study.class);
        List<Problem> problems = new ArrayList<>(reading.problems());
        rules.forEach(rule -> problems.addAll(rule.check(reading)));
        if (!problems.isEmpty()) {
            throw new StudyProblems(file, problems);
        }
        return identified(file, reading);
    }

    private static Study identified(Path file, Reading<Study> reading) {
        Study study = reading.value().orElseThrow();
        try {
            return study.identified();
        } catch (IOException e) {
            throw problem(file, reading.line("task"), String.valueOf(e.getMessage()));
        }
    }

    private static String text(Path file) {
        if (Files.isDirectory(file)) {
            throw problem(file, 0, "a folder; give one study file" + studiesIn(file));
        }
        if (!Files.exists(file)) {
            throw problem(file, 0, "no such file: " + file + nearestTo(file));
        }
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw problem(file, 0, "larger than 1 MB, so surely no study file");
            }
            String text = Files.readString(file);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw problem(file, 0, "not UTF-8 text; save it as UTF-8");
        } catch (IOException e) {
            throw problem(file, 0, "cannot be read: " + e.getMessage());
        }
    }

    private static String studiesIn(Path folder) {
        List<String> names = yamlFiles(folder);
        return names.isEmpty() ? "" : " of those in it: " + String.join(", ", names);
    }

    private static String nearestTo(Path missing) {
        Path folder = missing.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return "";
        }
        return Nearest.to(missing.getFileName().toString(), yamlFiles(folder))
                .map(name -> "; did you mean " + missing.resolveSibling(name) + "?")
                .orElse("");
    }

    /** The study files that lie in a folder, in the order of {@link #BY_NAME}. */
    public static List<Path> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(".*\\.ya?ml"))
                    .sorted(BY_NAME)
                    .toList();
        }
    }

    private static List<String> yamlFiles(Path folder) {
        try {
            return in(folder).stream()
                    .map(file -> file.getFileName().toString())
                    .toList();
        } catch (IOException e) {
            return List.of(); // only a suggestion is lost
        }
    }

    private static StudyProblems problem(Path file, int line, String message) {
        return new StudyProblems(file, List.of(new Problem(line, "", "", message)));
    }
}
