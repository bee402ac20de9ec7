package lockpick.report.figure;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One point of a line.
 *
 * @param x where it is drawn; may lie a little beside the value, so that error bars do not hide each other
 * @param spread half the length of its error bar
 * @param details what a tooltip says, in order
 * @param run folder of the run that it shows; empty where it shows several, or nobody asks
 */
public record Mark(double x, double y, OptionalDouble spread, Map<String, String> details, Optional<String> run) {

    public Mark(double x, double y, OptionalDouble spread, Map<String, String> details) {
        this(x, y, spread, details, Optional.empty());
    }

    public Mark {
        details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    }
}
