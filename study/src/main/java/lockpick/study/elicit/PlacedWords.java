package lockpick.study.elicit;

import java.util.ArrayList;
import java.util.List;
import lockpick.engine.chat.Message;
import lockpick.study.prompt.Prompt;
import lockpick.study.task.Problem;
import lockpick.study.task.Task;

/**
 * Words beside a problem, in a place.
 *
 * @param kind of words, such as {@code jailbreak}
 */
record PlacedWords(String kind, PromptText prompt, Position position) {

    /** Words in each of these places; once where they say themselves where they stand. */
    static List<PlacedWords> of(String kind, List<PromptText> prompts, List<Position> positions) {
        return prompts.stream()
                .flatMap(prompt -> (prompt.isTemplate() ? positions.stream().limit(1) : positions.stream())
                        .map(position -> new PlacedWords(kind, prompt, position)))
                .toList();
    }

    /** {@code jailbreak grandma, both}. */
    String name() {
        String name = kind + " " + prompt.name();
        return prompt.isTemplate() ? name : name + ", " + position;
    }

    /** How a task asks a problem with these words. */
    Prompt asked(Task task, Problem problem) {
        if (prompt.isTemplate()) {
            return around(task.prompt(problem), problem.statement(), prompt.text());
        }
        return switch (position) {
            case START ->
                around(task.prompt(problem), problem.statement(), prompt.text() + "\n\n" + PromptText.PROBLEM);
            case END -> around(task.prompt(problem), problem.statement(), PromptText.PROBLEM + "\n\n" + prompt.text());
            case BOTH -> task.prompt(problem, prompt.text());
        };
    }

    /** A prompt with words around the problem in it; around all that is said last where the problem stands there in no such form. */
    private static Prompt around(Prompt prompt, String statement, String template) {
        return switch (prompt) {
            case Prompt.Text(String text) -> Prompt.text(filled(text, statement, template));
            case Prompt.Conversation(List<Message> messages) -> {
                List<Message> changed = new ArrayList<>(messages);
                Message last = changed.removeLast();
                changed.add(new Message(last.role(), filled(last.content(), statement, template)));
                yield new Prompt.Conversation(changed);
            }
        };
    }

    private static String filled(String text, String statement, String template) {
        int at = text.lastIndexOf(statement);
        return at < 0
                ? template.replace(PromptText.PROBLEM, text)
                : text.substring(0, at)
                        + template.replace(PromptText.PROBLEM, statement)
                        + text.substring(at + statement.length());
    }
}
