package lockpick.study.train;

import java.io.IOException;

/** Hears of every step of a training run. */
public interface TrainingLog {

    void step(Sft.Step step) throws IOException;

    /**
     * Hears what training will take of memory, before its first step.
     *
     * @param memory as {@code lockpick memory} words it
     */
    default void planned(String memory) {}

    /**
     * Hears what an {@link AddedObjective} was worth, before the step that it is added to; not again for a step that a
     * journal has kept.
     *
     * @param step steps made before that one
     */
    default void added(long step, double value) {}

    /**
     * Hears how many tokens of the completions at hand are trained on, where not all are.
     *
     * @param of tokens that these completions have, their end tokens among them
     */
    default void chosen(int tokens, int of) throws IOException {}

    /** Hears of a round's completions, before anything is learnt from them. */
    default void round(Round round) throws IOException {}

    /**
     * Hears of rows that went forward and not backward: completions that were written, also those that a journal has kept,
     * and words that were valued.
     *
     * @param tokens of all of them; of completions, without their prompts
     */
    default void forward(long rows, long tokens) throws IOException {}
}
