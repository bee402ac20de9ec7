package lockpick.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import lockpick.study.file.Durable;
import picocli.CommandLine.Option;

/** Where in a file of completions a command finds what, and where its judgements go. */
final class CompletionsOptions {

    @Option(
            names = "--id",
            paramLabel = "NAME",
            description = "the member with the problem's id (default: ${DEFAULT-VALUE})")
    private String id = "id";

    @Option(
            names = "--completion",
            paramLabel = "NAME",
            description = "the member with the completion (default: ${DEFAULT-VALUE})")
    private String completion = "completion";

    @Option(names = "--out", paramLabel = "FILE", description = "write every judgement with its reason as JSON Lines")
    private Optional<Path> out = Optional.empty();

    /** The member that names each completion's problem. */
    String id() {
        return id;
    }

    /**
     * Reads them.
     *
     * @param file {@code -} for standard input
     * @param reference the member with the reference completion
     * @param recorded the member with another grader's verdict
     */
    List<GivenAnswer> read(String file, String reference, Optional<String> recorded, InputStream standardInput)
            throws IOException {
        return GivenAnswer.read(file, new GivenAnswer.Members(id, completion, reference, recorded), standardInput);
    }

    /** Writes judgements into the file that was asked for, or a line each to the console; then what they come to. */
    void tell(List<GradedAnswer> graded, Console console, Function<GradedAnswer, String> line) throws IOException {
        if (out.isPresent()) {
            Durable.replace(
                    out.get(), graded.stream().map(each -> each.json() + "\n").collect(Collectors.joining()));
        } else {
            graded.forEach(each -> console.line(line.apply(each)));
            console.line("");
        }
        new GradeSummary(graded).lines().forEach(console::line);
    }
}
