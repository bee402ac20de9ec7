package lockpick.report.figure;

import java.util.List;

/**
 * A series within a panel.
 *
 * @param series its name; decides colour and shape
 * @param marks from left to right
 * @param seeds single seeds, drawn small and pale
 */
public record Line(String series, List<Mark> marks, List<Mark> seeds) {

    public Line {
        marks = List.copyOf(marks);
        seeds = List.copyOf(seeds);
    }
}
