package lockpick.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import lockpick.study.grade.program.ProgramReport;
import lockpick.study.task.AnswerForm;
import lockpick.study.task.CompositionConfig;
import lockpick.study.task.DataTask;
import lockpick.study.task.DataTaskConfig;
import lockpick.study.task.MathConfig;
import lockpick.study.task.Problem;
import lockpick.study.task.TaskConfig;
import lockpick.study.task.TaskForm;
import lockpick.study.task.Tasks;
import lockpick.study.task.TwinConfig;
import lockpick.study.task.data.DataRecord;
import lockpick.study.task.math.MathForm.Metric;
import lockpick.study.task.program.ProgramForm;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lockpick grade}: verdicts on completions. */
@Command(
        name = "grade",
        description = {
            "Grades completions of a task's problems, whoever wrote them.",
            "",
            "COMPLETIONS is a file of JSON Lines. Each line has the completion and either the id of its problem, as lockpick"
                    + " tasks show prints it (then --data says where the data set lies), or, where an answer is all that"
                    + " counts (math, gsm8k, mmlu and tasks of your own), its reference completion."
        },
        footer = {
            "",
            "Example:",
            "  lockpick grade math answers.jsonl",
            "",
            "grades lines like",
            "",
            "  {\"completion\": \"… so it is \\\\boxed{0.5}\", \"reference\": \"\\\\boxed{\\\\frac12}\"}",
            "",
            "and with the problems themselves, comparing with verdicts that another grader left",
            "in the member passed, verdicts with reasons going to a file:",
            "",
            "  lockpick grade math answers.jsonl --data MATH --against passed --out verdicts.jsonl",
            "",
            "Of programs the file has a verdict and the processor time of each test, up to the",
            "first that fails.",
            "",
            "Exit code: 0 all is graded, 1 a file cannot be read or written, 2 something is",
            "wrong with the completions or the command, 3 programs cannot be run safely here.",
        })
final class GradeCompletions implements Callable<Integer> {

    /** Completions between two looks at the status line; any number gives the same grades. */
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
            names = "--reference",
            paramLabel = "NAME",
            description = "the member with the reference completion (default: ${DEFAULT-VALUE})")
    private String reference = "reference";

    @Option(
            names = "--against",
            paramLabel = "NAME",
            description = "the member with another grader's verdict, to compare with")
    private Optional<String> against = Optional.empty();

    @Option(names = "--audit", description = "grade by the other math metric as well, and list where the two disagree")
    private boolean audit;

    GradeCompletions(Console console, InputStream standardInput) {
        this.console = console;
        this.standardInput = standardInput;
    }

    @Override
    public Integer call() throws IOException {
        TaskConfig config = task.config(!task.hasProblems());
        if (audit && !(config instanceof MathConfig)) {
            throw new MistakeException("--audit compares the two metrics of math; " + task.name() + " has one");
        }
        List<GivenAnswer> answers = completions.read(file, reference, against, standardInput);
        List<GradedAnswer> graded = graded(config, answers);
        completions.tell(
                graded,
                console,
                each -> each.grade().verdict().json() + "  " + each.name() + "  "
                        + each.grade().reason());
        if (audit) {
            audit((MathConfig) config, answers, graded);
        }
        return 0;
    }

    private List<GradedAnswer> graded(TaskConfig config, List<GivenAnswer> answers) throws IOException {
        return switch (config) {
            case CompositionConfig composition ->
                throw new MistakeException(
                        task.name() + ": a seed makes its problems; studies generate and grade completions of them");
            case TwinConfig twin -> {
                try (DataTask<?> made = Tasks.of(twin)) {
                    yield byProblem(made, answers);
                }
            }
            case DataTaskConfig files
            when task.hasProblems() -> {
                try (DataTask<?> read = Tasks.of(files)) {
                    yield byProblem(read, answers);
                }
            }
            case DataTaskConfig files -> byReference(files, answers);
        };
    }

    private <R extends DataRecord> List<GradedAnswer> byProblem(DataTask<R> read, List<GivenAnswer> answers)
            throws IOException {
        List<Problem> problems = GivenAnswer.problems(answers, read, completions.id());
        List<GradedAnswer> graded = new ArrayList<>();
        for (int from = 0; from < answers.size(); from += AT_ONCE) {
            int to = Math.min(from + AT_ONCE, answers.size());
            console.status("graded " + from + " of " + answers.size());
            List<R> records = read.records(problems.subList(from, to));
            List<String> texts = answers.subList(from, to).stream()
                    .map(GivenAnswer::completion)
                    .toList();
            List<ProgramReport> reports = read.form() instanceof ProgramForm<R> programs
                    ? programs.report(records, texts)
                    : read.form().grade(records, texts).stream()
                            .map(grade -> new ProgramReport(grade, List.of()))
                            .toList();
            for (int i = from; i < to; i++) {
                ProgramReport report = reports.get(i - from);
                graded.add(new GradedAnswer(
                        answers.get(i),
                        report.grade(),
                        report.tests(),
                        problems.get(i).domains()));
            }
        }
        console.status("");
        return graded;
    }

    private List<GradedAnswer> byReference(DataTaskConfig config, List<GivenAnswer> answers) {
        TaskForm<?> form = Tasks.parts(config).form();
        if (!(form instanceof AnswerForm<?> answerForm)) {
            throw new MistakeException(task.name() + ": needs the problems themselves; say where they lie with --data");
        }
        GivenAnswer.refuse(answers.stream()
                .filter(answer -> answer.reference().isEmpty())
                .map(answer -> answer.where() + ": needs a \"" + reference + "\", or --data PATH and an \""
                        + completions.id()
                        + "\" that names its problem")
                .toList());
        return answers.stream()
                .map(answer -> new GradedAnswer(
                        answer,
                        answerForm.grade(answer.completion(), answer.reference().orElseThrow()),
                        List.of(),
                        Map.of()))
                .toList();
    }

    private void audit(MathConfig config, List<GivenAnswer> answers, List<GradedAnswer> graded) throws IOException {
        Metric other = config.metric() == Metric.HENDRYCKS ? Metric.EXACT : Metric.HENDRYCKS;
        MathConfig with = new MathConfig(config.data(), other);
        List<GradedAnswer> second = graded(with, answers);
        List<Integer> differ = IntStream.range(0, answers.size())
                .filter(i ->
                        graded.get(i).grade().verdict() != second.get(i).grade().verdict())
                .boxed()
                .toList();
        console.line("");
        console.line("the other metric, " + other.word() + ", says otherwise on " + differ.size() + " of "
                + answers.size() + ":");
        for (int i : differ) {
            console.line("  " + graded.get(i).name() + ": " + describe(config.metric(), graded.get(i)) + "; "
                    + describe(other, second.get(i)));
        }
    }

    private static String describe(Metric metric, GradedAnswer graded) {
        return metric.word() + " " + graded.grade().verdict().json() + " ("
                + graded.grade().reason() + ")";
    }
}
