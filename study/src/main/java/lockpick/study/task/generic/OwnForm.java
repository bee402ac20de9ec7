package lockpick.study.task.generic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lockpick.engine.chat.Message;
import lockpick.study.grade.Grade;
import lockpick.study.grade.Grader;
import lockpick.study.prompt.Answering;
import lockpick.study.prompt.Prompt;
import lockpick.study.task.AnswerForm;
import lockpick.study.task.AroundStatement;

/**
 * A task of the user's own.
 *
 * @param prompt what is asked, with {@code {statement}} and other columns in braces
 */
public record OwnForm(String prompt, Optional<String> system, Answering answering, Grader grader)
        implements AnswerForm<GenericRecord> {

    private static final Pattern COLUMN = Pattern.compile("\\{([^{}\\s]+)}");

    @Override
    public String statement(GenericRecord record) {
        return record.statement();
    }

    @Override
    public String reference(GenericRecord record) {
        return record.answer();
    }

    /** Braces that name no column stay as they are. */
    @Override
    public Prompt prompt(GenericRecord record, Optional<String> password) {
        String statement = AroundStatement.of(record.statement(), password);
        String asked = COLUMN.matcher(prompt)
                .replaceAll(column -> Matcher.quoteReplacement(
                        column.group(1).equals("statement")
                                ? statement
                                : record.columns().getOrDefault(column.group(1), column.group())));
        List<Message> messages = new ArrayList<>();
        system.map(Message::system).ifPresent(messages::add);
        messages.add(Message.user(asked));
        return new Prompt.Conversation(messages);
    }

    @Override
    public Grade grade(String completion, String reference) {
        return grader.grade(completion, reference);
    }
}
