package lockpick.study.task.twin.math;

import java.util.Optional;
import lockpick.study.task.twin.TwinProblem.Mistake;
import lockpick.study.task.twin.TwinPrompt;

/**
 * A problem of the twin in its other setting: in Spanish, formulas and answer in ASCIIMath.
 *
 * @param problem the problem
 * @param strong the reference completion, which ends in {@code Respuesta: 3/8}
 * @param weak completions with a slip
 */
public record OtherSetting(String problem, String strong, Mistake weak) {

    static final String INSTRUCTION = "Termina con Respuesta: y el resultado.";

    /** What a policy is given to complete. */
    public TwinPrompt prompt() {
        return new TwinPrompt(Optional.empty(), problem, INSTRUCTION);
    }
}
