package lockpick.study.demonstration;

import lockpick.study.prompt.Prompt;

/** A prompt and the completion to imitate. */
public record Demonstration(Prompt prompt, String completion) {

    public Demonstration(String prompt, String completion) {
        this(Prompt.text(prompt), completion);
    }
}
