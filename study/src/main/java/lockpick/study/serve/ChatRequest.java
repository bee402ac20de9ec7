package lockpick.study.serve;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import lockpick.engine.chat.ChatFormat;
import lockpick.engine.chat.Message;
import lockpick.engine.chat.PlainChat;
import lockpick.engine.checkpoint.CheckpointException;
import lockpick.study.policy.Wording;
import lockpick.study.serve.Asked.PromptTokens;
import tools.jackson.databind.JsonNode;

/** {@code POST /v1/chat/completions}: the next turn of a conversation, in the form of the model's own chat template. */
final class ChatRequest {

    private static final int MOST_TOP_LOG_PROBS = 20;

    private ChatRequest() {}

    /** @throws RefusedException if it cannot be answered */
    static Asked read(Fields fields, ServedModel model) {
        fields.text("model").ifPresent(model::checkNamed);
        OptionalInt limit = fields.whole("max_tokens", 1, model.maxTokens());
        OptionalInt newerLimit = fields.whole("max_completion_tokens", 1, model.maxTokens());
        OptionalInt topLogProbs = topLogProbs(fields);
        Draw draw = Draw.read(fields, topLogProbs);
        List<Message> messages = messages(fields);
        int[] prompt = model.checked("messages", encode(messages, model.policy().wording()), 1);
        int maxTokens = newerLimit.isPresent()
                ? newerLimit.getAsInt()
                : limit.orElse(Math.min(model.maxTokens(), model.room(prompt)));
        model.checked("messages", prompt, maxTokens);
        AnswerForm form = new ChatForm(new TokenText(model.policy().tokenizer()), topLogProbs.isPresent());
        Asked asked = new Asked(
                List.of(new PromptTokens("", prompt)),
                draw,
                maxTokens,
                false,
                model.policy().wording().chat().lead(messages),
                form,
                fields.truth("stream"),
                Asked.streamsUsage(fields));
        fields.refuseOthers();
        return asked;
    }

    private static OptionalInt topLogProbs(Fields fields) {
        boolean wanted = fields.truth("logprobs");
        OptionalInt top = fields.whole("top_logprobs", 0, MOST_TOP_LOG_PROBS);
        if (!wanted && top.orElse(0) > 0) {
            throw RefusedException.value("top_logprobs", String.valueOf(top.getAsInt()), "logprobs = true beside it");
        }
        return wanted ? OptionalInt.of(top.orElse(0)) : OptionalInt.empty();
    }

    private static List<Message> messages(Fields fields) {
        JsonNode given = fields.find("messages")
                .filter(value -> value.isArray() && !value.isEmpty())
                .orElseThrow(() -> RefusedException.field(
                        "messages",
                        "missing_parameter",
                        ": expected turns, such as [{\"role\": \"user\", \"content\": \"Hello\"}]"));
        List<Message> messages = new ArrayList<>();
        for (JsonNode message : given.values()) {
            String field = "messages[" + messages.size() + "]";
            String content = content(field + ".content", message.path("content"));
            JsonNode role = message.path("role");
            messages.add(
                    switch (role.asString("")) {
                        case "system", "developer" -> Message.system(content);
                        case "user" -> Message.user(content);
                        case "assistant" -> Message.assistant(content);
                        default -> throw Fields.refused(field + ".role", role, "system, developer, user or assistant");
                    });
        }
        return messages;
    }

    /** A text, or parts that are text. */
    private static String content(String field, JsonNode given) {
        if (given.isString()) {
            return given.stringValue();
        }
        if (!given.isArray()) {
            throw Fields.refused(field, given, "text, or an array of parts that are text");
        }
        return given.valueStream()
                .map(part -> {
                    if (!part.path("type").asString("").equals("text")
                            || !part.path("text").isString()) {
                        throw Fields.refused(
                                field, part, "{\"type\": \"text\", \"text\": …}; other parts cannot be read");
                    }
                    return part.path("text").stringValue();
                })
                .collect(Collectors.joining());
    }

    private static int[] encode(List<Message> messages, Wording wording) {
        ChatFormat chat = wording.chat();
        if (chat instanceof PlainChat) {
            throw RefusedException.of(
                    400,
                    "no_chat_template",
                    "this model has no chat template, so nothing says how it reads a conversation; send a prompt to"
                            + " /v1/completions, or put chat_template.jinja into the model folder");
        }
        try {
            return chat.encode(messages, wording.tokenizer());
        } catch (CheckpointException | IllegalArgumentException e) { // turns that it refuses, or a word that it lacks
            throw RefusedException.field("messages", "invalid_value", ": " + e.getMessage());
        }
    }
}
