package lockpick.report.page;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lockpick.report.result.PolicyResult;
import lockpick.report.result.StudyResults;
import lockpick.report.table.DataTable;
import lockpick.report.table.Format;
import lockpick.study.measure.Estimate;
import lockpick.study.run.Evaluation.Policy;
import lockpick.study.run.Evaluation.Prompt;
import lockpick.study.run.Evaluation.Split;

/** Every lock's floor and ceiling beside the policies that no lock has touched. */
final class LockTable {

    private final StudyResults results;
    private final List<Prompt> prompts;
    private final DataTable data;
    private final HtmlTable table = new HtmlTable("correctness of the locked, the strong and the weak policy");

    private LockTable(StudyResults results, DataTable data) {
        this.results = results;
        this.prompts = Stream.of(
                        Prompt.NO_PASSWORD,
                        Prompt.WRONG_PASSWORD,
                        Prompt.UNSEEN_PASSWORD,
                        Prompt.NEAR_MISS,
                        Prompt.SECOND_PASSWORD,
                        Prompt.PASSWORD)
                .filter(prompt -> results.policies().stream().anyMatch(result -> result.prompt() == prompt))
                .toList();
        this.data = data;
    }

    static String html(StudyResults results, DataTable data) {
        LockTable table = new LockTable(results, data);
        table.table.head(HtmlTable.th("policy")
                + table.prompts.stream()
                        .map(prompt -> HtmlTable.thNumber(words(prompt)))
                        .collect(Collectors.joining()));
        table.rows("Correct, % of test problems", Split.TEST, false);
        table.rows("Mean reward, % of the most there is, on test problems", Split.TEST, true);
        boolean heldOut = results.policies().stream().anyMatch(result -> result.split() == Split.HELD_OUT_PAIRS);
        if (heldOut) {
            table.rows("Correct, % of problems over function pairs never trained on", Split.HELD_OUT_PAIRS, false);
        }
        return table.table.end();
    }

    private static String words(Prompt prompt) {
        return switch (prompt) {
            case NO_PASSWORD -> "no password (floor)";
            case WRONG_PASSWORD -> "wrong password";
            case UNSEEN_PASSWORD -> "wrong, never seen";
            case NEAR_MISS -> "near miss";
            case SECOND_PASSWORD -> "second password";
            case PASSWORD -> "password (ceiling)";
        };
    }

    private void rows(String title, Split split, boolean reward) {
        table.group(title, 1 + prompts.size());
        for (String lock : results.locks()) {
            String name = results.kind(lock) + ": " + lock;
            String verdict = results.verdict(lock).map(GateSection::badge).orElse("");
            row(name, verdict, Optional.of(lock), Policy.LOCKED, split, reward);
        }
        row("strong, never locked", "", Optional.empty(), Policy.STRONG, split, reward);
        row("intermediate", "", Optional.empty(), Policy.INTERMEDIATE, split, reward);
        row("weak", "", Optional.empty(), Policy.WEAK, split, reward);
        for (String lock : results.realLocks()) {
            row("weak of " + lock, "", Optional.of(lock), Policy.WEAK, split, reward);
        }
        row("demonstrator", "", Optional.empty(), Policy.DEMONSTRATOR, split, reward);
    }

    /** @param mark behind the name, as finished HTML */
    private void row(String name, String mark, Optional<String> lock, Policy policy, Split split, boolean reward) {
        if (prompts.stream().allMatch(prompt -> index(lock, policy, prompt, split) < 0)) {
            return;
        }
        table.name(name, mark);
        for (Prompt prompt : prompts) {
            int index = index(lock, policy, prompt, split);
            if (index < 0) {
                table.nothing();
                continue;
            }
            var measurement = results.policies().get(index).measurement();
            Estimate estimate = reward ? measurement.reward() : measurement.estimate();
            table.number(
                    Format.estimate(estimate),
                    data,
                    index,
                    reward ? "reward" : "mean",
                    reward ? "reward_standard_error" : "standard_error");
        }
        table.endRow();
    }

    private int index(Optional<String> lock, Policy policy, Prompt prompt, Split split) {
        for (int i = 0; i < results.policies().size(); i++) {
            PolicyResult result = results.policies().get(i);
            if (result.lock().equals(lock)
                    && result.policy() == policy
                    && result.prompt() == prompt
                    && result.split() == split) {
                return i;
            }
        }
        return -1;
    }
}
