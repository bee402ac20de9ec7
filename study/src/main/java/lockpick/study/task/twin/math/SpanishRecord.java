package lockpick.study.task.twin.math;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import lockpick.study.task.data.DataRecord;
import lockpick.study.task.data.Source;
import lockpick.study.task.math.MathRecord;

/**
 * A problem of the MATH twin in its other setting: in Spanish, formulas and answer in ASCIIMath (paper B.1.3).
 *
 * @param english the same problem in the first setting, which decides the split of both
 * @param problem the problem
 * @param solution ends in {@code Respuesta: 3/8}
 */
public record SpanishRecord(MathRecord english, String problem, String solution) implements DataRecord {

    @Override
    public String id() {
        return english.id();
    }

    @Override
    public List<String> content() {
        return english.content();
    }

    @Override
    public Optional<String> difficulty() {
        return english.difficulty();
    }

    @Override
    public Map<String, String> domains() {
        return english.domains();
    }

    @Override
    public Source source() {
        return english.source();
    }
}
