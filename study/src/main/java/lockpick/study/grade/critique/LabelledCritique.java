package lockpick.study.grade.critique;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import lockpick.study.lines.ObjectLines;

/**
 * A critique that somebody read and judged.
 *
 * @param reference the right critique
 * @param correct whether the text says the same
 */
public record LabelledCritique(String text, String reference, boolean correct) {

    /**
     * Reads JSON Lines of {@code {"text", "reference", "correct"}}; other keys are passed over.
     *
     * @throws lockpick.study.lines.BrokenLinesException if a line lacks one of these
     */
    public static List<LabelledCritique> read(Path file) throws IOException {
        return ObjectLines.read(
                file, line -> new LabelledCritique(line.text("text"), line.text("reference"), line.truth("correct")));
    }
}
