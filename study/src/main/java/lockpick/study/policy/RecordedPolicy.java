package lockpick.study.policy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import lockpick.engine.tensor.Seed;
import lockpick.study.lines.ObjectLines;
import lockpick.study.lines.ObjectLines.Line;
import lockpick.study.lines.ObjectLines.RefusedException;

/**
 * Completions that somebody wrote down, such as demonstrations of GPT-4: JSON Lines of {@code {"id", "completion"}} or
 * {@code {"prompt", "completion"}}, other keys passed over. A problem may have several lines. What is asked for is the
 * plain form of a prompt or the id of a problem, as the file has them.
 */
public final class RecordedPolicy {

    private static final int MOST_SHOWN = 60; // characters of a prompt

    private final Path file;
    private final Map<String, List<String>> completions = new LinkedHashMap<>();

    private record Recorded(Set<String> keys, String completion) {}

    private RecordedPolicy(Path file) {
        this.file = file;
    }

    /** @throws lockpick.study.lines.BrokenLinesException if a line has no completion, or neither id nor prompt */
    public static RecordedPolicy read(Path file) throws IOException {
        RecordedPolicy policy = new RecordedPolicy(file);
        for (Recorded line : ObjectLines.read(file, RecordedPolicy::recorded)) {
            for (String key : line.keys()) {
                policy.completions.computeIfAbsent(key, k -> new ArrayList<>()).add(line.completion());
            }
        }
        return policy;
    }

    private static Recorded recorded(Line line) {
        Set<String> keys = new LinkedHashSet<>();
        if (line.has("id")) {
            keys.add(line.text("id"));
        }
        if (line.has("prompt")) {
            keys.add(line.text("prompt"));
        }
        if (keys.isEmpty()) {
            throw new RefusedException("neither \"id\" nor \"prompt\"; expected one of them as text");
        }
        return new Recorded(keys, line.text("completion"));
    }

    /** The first completion that is recorded for each. @throws CompletionMissingException if there is none for one */
    public List<String> complete(List<String> prompts) {
        require(prompts, 1);
        return prompts.stream().map(prompt -> of(prompt).getFirst()).toList();
    }

    /** Different lines of each, in random order. @throws CompletionMissingException if one has fewer */
    public List<List<String>> sample(List<String> prompts, int count, Seed seed) {
        require(prompts, count);
        return prompts.stream()
                .map(prompt -> drawn(of(prompt), count, seed.stream("recorded", prompt)))
                .toList();
    }

    private static List<String> drawn(List<String> all, int count, Seed seed) {
        List<String> left = new ArrayList<>(all);
        List<String> drawn = new ArrayList<>();
        RandomGenerator random = seed.generator();
        for (int i = 0; i < count; i++) {
            drawn.add(left.remove(random.nextInt(left.size())));
        }
        return drawn;
    }

    /** All that is recorded for a prompt or an id, in the order of the file; empty if nothing is. */
    public List<String> of(String prompt) {
        return List.copyOf(completions.getOrDefault(prompt, List.of()));
    }

    private void require(List<String> prompts, int count) {
        List<String> few = prompts.stream()
                .distinct()
                .filter(prompt -> of(prompt).size() < count)
                .toList();
        if (!few.isEmpty()) {
            String first = few.getFirst();
            String shown = first.length() > MOST_SHOWN ? first.substring(0, MOST_SHOWN) + "…" : first;
            throw new CompletionMissingException(file + ": too few completions for " + few.size() + " of "
                    + prompts.stream().distinct().count() + " problems; the first is "
                    + shown.replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ") + " with "
                    + of(first).size() + " where " + count
                    + (count == 1 ? " is" : " are")
                    + " needed; add lines of {\"id\": …, \"completion\": …}, or ask for less");
        }
    }
}
