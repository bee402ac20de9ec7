package lockpick.study.elicit;

import lockpick.study.prompt.Prompt;
import lockpick.study.task.Problem;
import lockpick.study.task.Task;

/** Words that a search has found, and where they go. */
record Trigger(String text, Position position) {

    Prompt asked(Task task, Problem problem) {
        return new PlacedWords("trigger", new PromptText("found", text), position).asked(task, problem);
    }

    /** Whether words can stand beside a problem as they are. */
    static boolean isText(String words) {
        return !words.isBlank() && !words.contains(PromptText.PROBLEM);
    }
}
