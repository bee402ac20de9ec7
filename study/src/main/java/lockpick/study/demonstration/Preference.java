package lockpick.study.demonstration;

import lockpick.study.prompt.Prompt;

/**
 * Two completions of a prompt, of which one is preferred.
 *
 * @param weight how much the pair counts: 1, or how much better the chosen completion is where rewards are continuous,
 *     R(y⁺) − R(y⁻) (paper B.3.2)
 */
public record Preference(Prompt prompt, String chosen, String rejected, double weight) {

    /** Of weight 1. */
    public Preference(Prompt prompt, String chosen, String rejected) {
        this(prompt, chosen, rejected, 1);
    }
}
