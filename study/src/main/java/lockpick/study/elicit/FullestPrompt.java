package lockpick.study.elicit;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import lockpick.study.demonstration.Demonstration;
import lockpick.study.prompt.Prompt;
import lockpick.study.task.Problem;

/**
 * How a problem is asked: by the fullest of several prompts that a model has room for.
 *
 * @param forms of a problem's prompt, the fullest first; the last is asked even where there is no room for it
 */
public record FullestPrompt(Room room, List<Function<Problem, Prompt>> forms) {

    public FullestPrompt {
        forms = List.copyOf(forms);
    }

    /** Behind demonstrations; without room the first ones are left out first. @param asked how without any */
    public static FullestPrompt behind(List<Demonstration> shown, Function<Problem, Prompt> asked, Room room) {
        return new FullestPrompt(
                room,
                IntStream.rangeClosed(0, shown.size())
                        .mapToObj(from -> shown.subList(from, shown.size()))
                        .<Function<Problem, Prompt>>map(kept -> problem -> FewShot.of(kept, asked.apply(problem)))
                        .toList());
    }

    public Prompt of(Problem problem) {
        return forms.stream()
                .map(form -> form.apply(problem))
                .filter(room::has)
                .findFirst()
                .orElseGet(() -> forms.getLast().apply(problem));
    }

    /** Whether there is no room for the fullest. */
    public boolean truncates(Problem problem) {
        return !room.has(forms.getFirst().apply(problem));
    }
}
