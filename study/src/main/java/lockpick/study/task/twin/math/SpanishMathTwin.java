package lockpick.study.task.twin.math;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import lockpick.engine.tensor.Seed;
import lockpick.study.task.data.SplitRule;
import lockpick.study.task.math.MathData;
import lockpick.study.task.twin.Twin;
import lockpick.study.task.twin.TwinProblem;
import lockpick.study.task.twin.TwinPrompt;

/**
 * The problems of the MATH twin of the same seed, number by number, in their other setting: Spanish, formulas and answer in
 * ASCIIMath (paper B.1.3). Its records know the same problem in the first setting, so that a lock can hold both. Graded by
 * {@link AsciiMathAnswer}.
 */
public final class SpanishMathTwin implements Twin<SpanishRecord> {

    /** Both settings of a problem are in one split. */
    public static final SplitRule<SpanishRecord> SPLITS = record -> MathData.SPLITS.split(record.english());

    private final MathTwin english;

    public SpanishMathTwin(Seed seed) {
        this.english = new MathTwin(seed);
    }

    @Override
    public TwinProblem<SpanishRecord> problem(long number) {
        OtherSetting other = english.otherSetting(number);
        SpanishRecord record = new SpanishRecord(english.problem(number).record(), other.problem(), other.strong());
        return new TwinProblem<>(number, record, other.strong(), other.weak());
    }

    @Override
    public TwinPrompt prompt(SpanishRecord record) {
        return new TwinPrompt(Optional.empty(), record.problem(), OtherSetting.INSTRUCTION);
    }

    /** The files of the MATH twin hold both settings. */
    @Override
    public void write(Path folder, long count) throws IOException {
        english.write(folder, count);
    }
}
