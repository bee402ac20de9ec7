package lockpick.study.task.twin;

import java.util.Locale;
import lockpick.engine.tensor.Seed;
import lockpick.study.task.twin.code.CodeTwin;
import lockpick.study.task.twin.critique.CritiqueTwin;
import lockpick.study.task.twin.math.MathTwin;
import lockpick.study.task.twin.math.SpanishMathTwin;
import lockpick.study.task.twin.mmlu.MmluTwin;

/** The twins there are. */
public enum TwinName {
    MATH,
    /** The problems of {@link #MATH} in their other setting. */
    MATH_SPANISH,
    CODE,
    CRITIQUE,
    MMLU;

    /** The twin of a seed. Those of code and critique have the same problems. */
    public Twin<?> of(Seed seed) {
        return switch (this) {
            case MATH -> new MathTwin(seed);
            case MATH_SPANISH -> new SpanishMathTwin(seed);
            case CODE -> new CodeTwin(seed);
            case CRITIQUE -> new CritiqueTwin(seed);
            case MMLU -> new MmluTwin(seed);
        };
    }

    /** {@code math-spanish}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
