package lockpick.engine.chat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lockpick.engine.chat.jinja.Template;
import lockpick.engine.chat.jinja.TemplateException;
import lockpick.engine.chat.jinja.Text;
import lockpick.engine.chat.jinja.Value;
import lockpick.engine.checkpoint.CheckpointException;
import lockpick.engine.tokenizer.ModelText;
import lockpick.engine.tokenizer.TextPart;
import lockpick.engine.tokenizer.Tokenizer;

/**
 * A model folder's own chat template: chat_template.jinja, else chat_template.json, else chat_template of
 * tokenizer_config.json (of several, the one named default). It sees what Transformers shows it: the messages, whether the
 * assistant goes on, the special tokens by name, no tools and no documents; but no clock, so templates that write today's
 * date write their fixed one, or are refused if they have none.
 */
public final class ChatTemplate implements ChatFormat {

    private final ModelText.Source source;
    private final Template template;
    private final Map<String, Value> specialTokens;

    private ChatTemplate(ModelText.Source source, Map<String, String> specialTokens) {
        this.source = source;
        this.specialTokens = new HashMap<>();
        specialTokens.forEach((name, token) -> this.specialTokens.put(name, Text.markup(token)));
        try {
            this.template = Template.parse(source.text());
        } catch (TemplateException e) {
            throw refused(source, e);
        }
    }

    static Optional<ChatTemplate> of(ModelText folder) {
        return folder.chatTemplate().map(source -> new ChatTemplate(source, folder.specialTokens()));
    }

    @Override
    public List<TextPart> render(List<Message> messages, boolean goesOn) {
        Map<String, Value> variables = new HashMap<>(specialTokens);
        variables.put(
                "messages",
                new Value.Items(messages.stream().map(ChatTemplate::value).toList()));
        variables.put("add_generation_prompt", new Value.Truth(goesOn));
        variables.put("tools", Value.NONE);
        variables.put("documents", Value.NONE);
        try {
            return template.render(variables).parts();
        } catch (TemplateException e) {
            throw refused(source, e);
        }
    }

    /** The template writes the begin token itself; none is put in front. */
    @Override
    public int[] encode(List<Message> messages, Tokenizer tokenizer) {
        return tokenizer.encode(render(messages, true));
    }

    private static Value value(Message message) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("role", Text.markup(message.role().word())); // one of three words, none of anybody's choice
        fields.put("content", Text.plain(message.content()));
        return new Value.Mapping(fields);
    }

    private static CheckpointException refused(ModelText.Source source, TemplateException e) {
        return new CheckpointException(source.file(), "chat template, " + e.getMessage());
    }
}
