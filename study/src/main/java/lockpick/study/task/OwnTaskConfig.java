package lockpick.study.task;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import lockpick.study.setting.Choice;
import lockpick.study.setting.Setting;
import lockpick.study.task.generic.Columns;

/** A task of the user's own, from files whose columns they name (docs/tasks/own.md). */
@Choice("own")
public record OwnTaskConfig(
        @Setting(help = "the problems: JSON Lines, JSON, CSV with a header, or Parquet")
        Data data,

        @Setting(help = "the column with the problem", byDefault = "question")
        String statement,

        @Setting(help = "the column with the reference answer", byDefault = "answer")
        String answer,

        @Setting(help = "the column that names each problem; left out: a hash of the problem")
        Optional<String> id,

        @Setting(help = "columns whose values are domains, such as subject", byDefault = "[]")
        List<String> domains,

        @Setting(
                help =
                        "what is asked: {statement} stands for the problem, with the password around it where there is one,"
                                + " and any other column's name in braces for its value",
                byDefault = "'{statement}'")
        String prompt,

        @Setting(help = "what the system says before it; left out: nothing")
        Optional<String> system,

        @Setting(help = "most tokens of an answer, the end token included", byDefault = "256", min = 1)
        int maxNewTokens,

        @Setting(help = "how answers are graded") AnswerGrading grading)
        implements DataTaskConfig {

    public OwnTaskConfig {
        domains = List.copyOf(domains);
        if (!prompt.contains("{statement}")) {
            throw new IllegalArgumentException("prompt has no {statement}; expected it where the problem goes");
        }
    }

    /** Which columns hold what. */
    public Columns columns() {
        Map<String, String> groupings =
                domains.stream().collect(Collectors.toMap(Function.identity(), Function.identity()));
        return new Columns(statement, answer, id, Optional.empty(), groupings);
    }

    @Override
    public String version() {
        return "own-1";
    }

    @Override
    public OwnTaskConfig identified() throws IOException {
        return new OwnTaskConfig(
                data.identified(), statement, answer, id, domains, prompt, system, maxNewTokens, grading);
    }
}
