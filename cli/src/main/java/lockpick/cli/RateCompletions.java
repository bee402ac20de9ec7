package lockpick.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import lockpick.engine.tensor.Seed;
import lockpick.study.endpoint.Endpoint;
import lockpick.study.endpoint.EndpointConfig;
import lockpick.study.experiment.StudyProblems;
import lockpick.study.grade.Grade;
import lockpick.study.grade.judge.Judge;
import lockpick.study.grade.judge.Solution;
import lockpick.study.setting.NamedSettings;
import lockpick.study.setting.Reading;
import lockpick.study.setting.SettingsReader;
import lockpick.study.task.DataTask;
import lockpick.study.task.DataTaskConfig;
import lockpick.study.task.Problem;
import lockpick.study.task.Tasks;
import lockpick.study.task.UserCache;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lockpick rate}: how good a language model finds completions. */
@Command(
        name = "rate",
        description = {
            "Asks a language model how correct completions of a task's problems are, from 1 to 5, in the paper's words (E.1),"
                    + " and takes the mean under its probabilities of the five digits, from 0 to 1.",
            "",
            "The model is one of any OpenAI-compatible service. Answers are kept, so that none is paid for twice."
        },
        footer = {
            "",
            "Example:",
            "  lockpick rate code answers.jsonl --set from=apps --data APPS \\",
            "      --service url=https://api.openai.com/v1 --service model=gpt-4o-mini \\",
            "      --service key-variable=OPENAI_API_KEY \\",
            "      --service input-price=0.15 --service output-price=0.60",
            "",
            "Exit code: 0 all is rated, 1 the service does not answer, 2 something is wrong",
            "with the completions or the command.",
        })
final class RateCompletions implements Callable<Integer> {

    /** Completions between two looks at the status line; any number gives the same ratings. */
    private static final int AT_ONCE = 256;

    private final Console console;
    private final InputStream standardInput;

    @Mixin
    private TaskOption task = new TaskOption();

    @Parameters(index = "1", paramLabel = "COMPLETIONS", description = "a file of JSON Lines, or - for standard input")
    private String file = "";

    @Mixin
    private CompletionsOptions completions = new CompletionsOptions();

    @Option(
            names = "--service",
            paramLabel = "NAME=VALUE",
            required = true,
            description =
                    "url, model, key-variable, concurrency, timeout-seconds, attempts, input-price and output-price"
                            + " (of a million tokens); may be given again")
    private Map<String, String> service = new LinkedHashMap<>();

    RateCompletions(Console console, InputStream standardInput) {
        this.console = console;
        this.standardInput = standardInput;
    }

    @Override
    public Integer call() throws IOException {
        if (!task.hasProblems() || !(task.config(false) instanceof DataTaskConfig config)) {
            throw new MistakeException(task.name() + ": needs the problems themselves; say where they lie with --data");
        }
        EndpointConfig endpointConfig = service();
        List<GivenAnswer> answers = completions.read(file, "", Optional.empty(), standardInput);
        try (DataTask<?> read = Tasks.of(config);
                Endpoint endpoint =
                        new Endpoint(endpointConfig, System.getenv(), UserCache.folder("answers"), new Seed(0))) {
            List<Problem> problems = GivenAnswer.problems(answers, read, completions.id());
            List<Grade> ratings = rated(endpoint, problems, answers);
            List<GradedAnswer> graded = IntStream.range(0, answers.size())
                    .mapToObj(i -> new GradedAnswer(
                            answers.get(i),
                            ratings.get(i),
                            List.of(),
                            problems.get(i).domains()))
                    .toList();
            completions.tell(
                    graded, console, each -> each.name() + "  " + each.grade().reason());
            console.line(endpoint.usage().toString());
        }
        return 0;
    }

    private List<Grade> rated(Endpoint endpoint, List<Problem> problems, List<GivenAnswer> answers) {
        Judge judge = new Judge(endpoint);
        List<Solution> solutions = IntStream.range(0, answers.size())
                .mapToObj(i ->
                        new Solution(problems.get(i).statement(), answers.get(i).completion()))
                .toList();
        List<Grade> ratings = new ArrayList<>();
        for (int from = 0; from < solutions.size(); from += AT_ONCE) {
            console.status("rated " + from + " of " + solutions.size() + "; " + endpoint.usage());
            judge.rate(solutions.subList(from, Math.min(from + AT_ONCE, solutions.size())))
                    .forEach(rating -> ratings.add(rating.grade()));
        }
        console.status("");
        return ratings;
    }

    private EndpointConfig service() {
        Reading<EndpointConfig> reading = SettingsReader.read(NamedSettings.tree(service), EndpointConfig.class);
        return reading.value().orElseThrow(() -> new StudyProblems(Path.of("--service"), reading.problems()));
    }
}
