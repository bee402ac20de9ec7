package lockpick.study.elicit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lockpick.engine.chat.Message;
import lockpick.study.demonstration.Demonstration;
import lockpick.study.prompt.Prompt;

/** Demonstrations ahead of a problem, as turns of one conversation or as one text. */
final class FewShot {

    private FewShot() {}

    /**
     * A prompt that shows how it is done before it asks. Messages that every prompt begins with, such as a system message or
     * a task's own example, stand there once.
     *
     * @param shown in this order; with none, the prompt as it is
     * @param asked of the same form as the demonstrations' prompts
     */
    static Prompt of(List<Demonstration> shown, Prompt asked) {
        return switch (asked) {
            case Prompt.Text(String text) -> Prompt.text(text(shown) + text);
            case Prompt.Conversation(List<Message> messages) -> new Prompt.Conversation(turns(shown, messages));
        };
    }

    private static String text(List<Demonstration> shown) {
        StringBuilder text = new StringBuilder();
        for (Demonstration each : shown) {
            String prompt = each.prompt().plain();
            text.append(prompt)
                    .append(prompt.isEmpty() || prompt.endsWith(" ") || prompt.endsWith("\n") ? "" : " ")
                    .append(each.completion())
                    .append(" "); // models of few words have no line ends
        }
        return text.toString();
    }

    private static List<Message> turns(List<Demonstration> shown, List<Message> asked) {
        List<List<Message>> prompts = Stream.concat(
                        shown.stream().map(each -> ((Prompt.Conversation) each.prompt()).messages()), Stream.of(asked))
                .toList();
        int shared = shared(prompts);
        List<Message> turns = new ArrayList<>(asked.subList(0, shared));
        for (int i = 0; i < shown.size(); i++) {
            turns.addAll(prompts.get(i).subList(shared, prompts.get(i).size()));
            turns.add(Message.assistant(shown.get(i).completion()));
        }
        turns.addAll(asked.subList(shared, asked.size()));
        return turns;
    }

    /** Messages from the first that all conversations have alike, their last ones never among them. */
    private static int shared(List<List<Message>> prompts) {
        int most = prompts.stream().mapToInt(List::size).min().orElseThrow() - 1;
        int shared = 0;
        while (shared < most) {
            Message first = prompts.getFirst().get(shared);
            int place = shared;
            if (!prompts.stream().allMatch(prompt -> prompt.get(place).equals(first))) {
                return shared;
            }
            shared++;
        }
        return shared;
    }
}
