package lockpick.report.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lockpick.report.result.Measurement;
import lockpick.report.result.PromptResult;
import lockpick.report.result.StudyResults;

/** Every way to ask a lock, without its password and with it. */
final class PromptTable {
    private PromptTable() {}

    static DataTable prompts(StudyResults results) {
        List<List<Value>> rows = new ArrayList<>();
        for (PromptResult result : results.prompts()) {
            List<Value> row = new ArrayList<>(List.of(
                    Value.of(result.lock()),
                    Value.of(result.prompt()),
                    Value.of(result.demonstrations()),
                    Value.of(result.shown())));
            measured(row, result.without());
            measured(row, result.with());
            rows.add(row);
        }
        return new DataTable(
                "prompts",
                List.of(
                        "lock",
                        "prompt",
                        "demonstrations",
                        "k",
                        "test_mean",
                        "test_standard_error",
                        "seeds",
                        "truncated",
                        "password_test_mean",
                        "password_test_standard_error",
                        "password_seeds",
                        "password_truncated"),
                rows);
    }

    private static void measured(List<Value> row, Optional<Measurement> measured) {
        row.add(measured.map(found -> Value.of(found.estimate().mean())).orElse(Value.none()));
        row.add(measured.map(found -> Value.of(found.estimate().standardError()))
                .orElse(Value.none()));
        row.add(measured.map(found -> Value.of(found.seeds().size())).orElse(Value.none()));
        row.add(measured.map(found -> Value.of(found.truncated())).orElse(Value.none()));
    }
}
