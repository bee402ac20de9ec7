package lockpick.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import lockpick.study.task.DataTask;
import lockpick.study.task.Problem;
import tools.jackson.databind.JsonNode;

/**
 * A completion to grade, from a line of a file.
 *
 * @param where the line, for messages
 * @param id of the problem that it is a completion of
 * @param reference the reference completion, where the file gives it
 * @param recorded another grader's verdict, where the file gives it
 */
record GivenAnswer(
        String where, Optional<String> id, String completion, Optional<String> reference, Optional<Boolean> recorded) {

    private static final int SHOWN = 10; // problems of a message

    /** Names of the members that hold each. */
    record Members(String id, String completion, String reference, Optional<String> recorded) {}

    /** @param file {@code -} for standard input */
    static List<GivenAnswer> read(String file, Members members, InputStream standardInput) throws IOException {
        List<GivenAnswer> answers = new ArrayList<>();
        for (GivenLine line : GivenLine.read("COMPLETIONS", file, standardInput)) {
            JsonNode row = line.json();
            answers.add(new GivenAnswer(
                    line.where(),
                    text(row, members.id()),
                    line.text(row, members.completion()),
                    text(row, members.reference()),
                    members.recorded().map(member -> recorded(line, row, member))));
        }
        if (answers.isEmpty()) {
            throw new MistakeException(file + ": holds no completion");
        }
        return answers;
    }

    private static Optional<String> text(JsonNode row, String member) {
        JsonNode value = row.path(member);
        return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(value.asString());
    }

    private static boolean recorded(GivenLine line, JsonNode row, String member) {
        String value = text(row, member).orElse("");
        return switch (value) {
            case "true", "1", "correct", "pass", "passed" -> true;
            case "false", "0", "incorrect", "wrong", "fail", "failed" -> false;
            default ->
                throw new MistakeException(line.where() + ": \"" + member + "\" is '" + value
                        + "'; expected true or false, 1 or 0, correct or incorrect, passed or failed");
        };
    }

    /**
     * The problems that answers name, in their order.
     *
     * @param id the member that names them, for messages
     * @throws MistakeException with every answer that names none
     */
    static List<Problem> problems(List<GivenAnswer> answers, DataTask<?> task, String id) {
        List<Problem> problems = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (GivenAnswer answer : answers) {
            Optional<Problem> problem = answer.id().flatMap(task::problem);
            problem.ifPresentOrElse(
                    problems::add,
                    () -> unknown.add(answer.where() + ": "
                            + answer.id()
                                    .map(name -> "no problem of the task is called " + name)
                                    .orElse("needs a \"" + id + "\" that names its problem")));
        }
        refuse(unknown);
        return problems;
    }

    /** @throws MistakeException with the first of these problems, if there are any */
    static void refuse(List<String> problems) {
        if (!problems.isEmpty()) {
            String more = problems.size() > SHOWN ? "\n… and " + (problems.size() - SHOWN) + " more" : "";
            throw new MistakeException(problems.stream().limit(SHOWN).collect(Collectors.joining("\n")) + more);
        }
    }
}
