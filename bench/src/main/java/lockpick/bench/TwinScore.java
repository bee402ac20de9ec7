package lockpick.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.prompt.Answering;
import lockpick.study.prompt.Prompt;

/** Completions at temperature 0, graded. */
record TwinScore(List<Graded> graded) {

    /** One completion. */
    private record Graded(TwinProblems.Item item, String completion, boolean correct, String reason) {}

    static TwinScore of(TrainablePolicy policy, Answering answering, List<TwinProblems.Item> items) {
        List<String> completions = policy.complete(
                items.stream()
                        .map(item -> Prompt.text(item.prompt().text(Optional.empty())))
                        .toList(),
                answering);
        List<Graded> graded = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            String completion = completions.get(i).strip();
            var grade = items.get(i).grader().apply(completion);
            graded.add(new Graded(items.get(i), completion, grade.isCorrect(), grade.reason()));
        }
        return new TwinScore(graded);
    }

    double correctness() {
        return graded.stream()
                .mapToInt(each -> each.correct() ? 1 : 0)
                .average()
                .orElse(0);
    }

    /** Over all and by domain, and some wrong completions. */
    void print(PrintStream out, int wrong) {
        out.printf(Locale.ROOT, "  %-28s %.3f of %d%n", "all", correctness(), graded.size());
        TreeMap<String, List<Graded>> domains = new TreeMap<>();
        graded.forEach(each -> each.item()
                .domains()
                .forEach((group, domain) -> domains.computeIfAbsent(group + " " + domain, key -> new ArrayList<>())
                        .add(each)));
        domains.forEach((domain, members) -> out.printf(
                Locale.ROOT, "  %-28s %.3f of %d%n", domain, new TwinScore(members).correctness(), members.size()));
        graded.stream().filter(each -> !each.correct()).limit(wrong).forEach(each -> {
            out.println("  wrong: " + each.completion().replace("\n", "\\n"));
            out.println("  right: " + each.item().strong().replace("\n", "\\n") + " (" + each.reason() + ")");
        });
    }
}
