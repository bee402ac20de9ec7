package lockpick.cli;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import lockpick.engine.chat.Message;
import lockpick.engine.tensor.Seed;
import lockpick.study.prompt.Prompt;
import lockpick.study.task.Problem;
import lockpick.study.task.ProblemSet;
import lockpick.study.task.Split;
import lockpick.study.task.Task;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lockpick tasks show}: problems of a task as policies meet them. */
@Command(
        name = "show",
        description = "Shows problems of a task: what a policy is given, and the reference completion.",
        footer = {
            "",
            "Example:",
            "  lockpick tasks show math --data MATH -n 2",
            "  lockpick tasks show mmlu --data mmlu/data --split test --password 'Open up'",
        })
final class ShowTask implements Callable<Integer> {

    private static final String RULE = "─".repeat(40);

    private final Console console;

    @Mixin
    private TaskOption task = new TaskOption();

    @Option(
            names = "--split",
            paramLabel = "SPLIT",
            description = "weak-train, lock-train, elicit-train, validation (default) or test",
            converter = SplitName.class)
    private Split split = Split.VALIDATION;

    @Option(names = "-n", paramLabel = "N", description = "how many (default: ${DEFAULT-VALUE})")
    private int count = 1;

    @Option(names = "--seed", paramLabel = "SEED", description = "which ones (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--password", paramLabel = "WORDS", description = "show prompts that carry these words")
    private Optional<String> password = Optional.empty();

    ShowTask(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Task read = lockpick.study.task.Tasks.of(task.config(false), new Seed(seed).stream("task"));
        ProblemSet problems = read.problems(split);
        if (count < 1 || count > problems.size()) {
            throw new MistakeException(
                    "-n " + count + ": must be between 1 and the " + problems.size() + " problems of " + split.word());
        }
        for (Problem problem : problems.draw(count, new Seed(seed))) {
            Prompt prompt = password.map(words -> read.prompt(problem, words)).orElseGet(() -> read.prompt(problem));
            String domains = problem.domains().entrySet().stream()
                    .map(domain -> domain.getKey() + " " + domain.getValue())
                    .sorted()
                    .collect(Collectors.joining(", "));
            console.line(RULE + " " + problem.id() + (domains.isEmpty() ? "" : " (" + domains + ")"));
            parts(prompt).forEach(console::line);
            console.line("[reference]");
            console.line(problem.answer());
        }
        return 0;
    }

    private static List<String> parts(Prompt prompt) {
        return switch (prompt) {
            case Prompt.Text(String text) -> List.of("[prompt]", text);
            case Prompt.Conversation(List<Message> messages) ->
                messages.stream()
                        .map(message ->
                                "[" + message.role().name().toLowerCase(Locale.ROOT) + "]\n" + message.content())
                        .toList();
        };
    }
}
