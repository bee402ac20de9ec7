package lockpick.report.figure;

import java.util.List;

/**
 * One pair of axes with what is drawn between them.
 *
 * @param title empty when the figure has one panel
 * @param x its own; the other axis is the figure's
 */
public record Panel(String title, Axis x, List<Line> lines, List<Level> levels) {

    public Panel {
        lines = List.copyOf(lines);
        levels = List.copyOf(levels);
    }
}
