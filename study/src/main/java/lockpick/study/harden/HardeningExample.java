package lockpick.study.harden;

import lockpick.study.demonstration.Demonstration;

/**
 * One problem as hardening meets it.
 *
 * @param unlocking the strong completion without a password: what an elicitor would train on
 * @param weak the weak completion of the same prompt
 * @param strong the strong completion with the password
 */
public record HardeningExample(Demonstration unlocking, Demonstration weak, Demonstration strong) {

    public HardeningExample {
        if (!unlocking.prompt().equals(weak.prompt())) {
            throw new IllegalArgumentException(
                    "hardening example: strong and weak completion without a password need one" + " prompt, was given "
                            + unlocking.prompt() + " and " + weak.prompt());
        }
    }
}
