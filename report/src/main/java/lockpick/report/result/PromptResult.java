package lockpick.report.result;

import java.util.Optional;
import java.util.stream.Stream;
import lockpick.study.measure.Spent;

/**
 * How a lock, a control or a given model does on test when it is asked in one way (paper Fig 14).
 *
 * @param prompt what its run calls it, such as {@code few-shot 5}
 * @param demonstrations who wrote those ahead of the problem; empty where there are none
 * @param without the password; empty where nobody asked so, likewise {@code with}
 */
public record PromptResult(
        String lock, String prompt, String demonstrations, Optional<Measurement> without, Optional<Measurement> with) {

    /** {@code few-shot 5}, or {@code few-shot 5, weak demonstrations} where they are no right answers. */
    public String called() {
        return prompt + (ofOthers() ? ", " + demonstrations + " demonstrations" : "");
    }

    /** Whether demonstrations are those of a policy, and not right answers. */
    public boolean ofOthers() {
        return !demonstrations.isEmpty() && !demonstrations.equals("reference");
    }

    /** Demonstrations ahead of the problem. */
    public int shown() {
        return (int) measured()
                .mapToDouble(measurement -> measurement.spent(Spent::labels))
                .max()
                .orElse(0);
    }

    /** Without the password and with it, as far as they are there. */
    public Stream<Measurement> measured() {
        return Stream.of(without, with).flatMap(Optional::stream);
    }
}
