package lockpick.study.demonstration;

/** A prompt and the completion to imitate. */
public record Demonstration(String prompt, String completion) {}
