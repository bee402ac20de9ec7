package lockpick.study.serve;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import lockpick.engine.tokenizer.Tokenizer;
import lockpick.study.serve.Asked.PromptTokens;
import lockpick.study.setting.Words;
import tools.jackson.databind.JsonNode;

/** {@code POST /v1/completions}: what goes on from prompts, each a text or its tokens. */
final class CompletionsRequest {

    private static final int DEFAULT_MAX_TOKENS = 16; // OpenAI's
    private static final int MOST_TOP_LOG_PROBS = 5;
    private static final int MOST_COMPLETIONS = 2048;
    private static final String EXPECTED =
            "a text, an array of texts, an array of token ids, or an array of such arrays";

    private CompletionsRequest() {}

    /** @throws RefusedException if it cannot be answered */
    static Asked read(Fields fields, ServedModel model) {
        fields.text("model").ifPresent(model::checkNamed);
        boolean echo = fields.truth("echo");
        int maxTokens = fields.whole("max_tokens", echo ? 0 : 1, model.maxTokens())
                .orElse(Math.min(DEFAULT_MAX_TOKENS, model.maxTokens()));
        OptionalInt topLogProbs = fields.whole("logprobs", 0, MOST_TOP_LOG_PROBS);
        Draw draw = Draw.read(fields, topLogProbs);
        List<PromptTokens> prompts = prompts(fields, model, maxTokens);
        if (prompts.size() * draw.count() > MOST_COMPLETIONS) {
            throw RefusedException.field(
                    "n",
                    "invalid_value",
                    " = " + draw.count() + ": makes " + Words.number(prompts.size() * draw.count())
                            + " completions of the prompts, where at most " + Words.number(MOST_COMPLETIONS)
                            + " are written for a request");
        }
        AnswerForm form = new CompletionsForm(new TokenText(model.policy().tokenizer()), topLogProbs.isPresent());
        Asked asked =
                new Asked(prompts, draw, maxTokens, echo, "", form, fields.truth("stream"), Asked.streamsUsage(fields));
        fields.refuseOthers();
        return asked;
    }

    private static List<PromptTokens> prompts(Fields fields, ServedModel model, int maxTokens) {
        JsonNode given = fields.find("prompt")
                .orElseThrow(
                        () -> RefusedException.field("prompt", "missing_parameter", ": missing; expected " + EXPECTED));
        boolean several = given.isArray() && !given.isEmpty() && !given.path(0).isNumber();
        List<PromptTokens> prompts = new ArrayList<>();
        for (JsonNode each : several ? given.values() : List.of(given)) {
            String field = several ? "prompt[" + prompts.size() + "]" : "prompt";
            PromptTokens prompt = prompt(field, each, model.policy().tokenizer());
            model.checked(field, prompt.tokens(), maxTokens);
            prompts.add(prompt);
        }
        return prompts;
    }

    private static PromptTokens prompt(String field, JsonNode given, Tokenizer tokenizer) {
        if (given.isString()) {
            try {
                return new PromptTokens(given.stringValue(), tokenizer.encodePrompt(given.stringValue()));
            } catch (IllegalArgumentException e) { // a word that the model does not know
                throw RefusedException.field(field, "invalid_value", ": " + e.getMessage());
            }
        }
        if (!given.isArray()) {
            throw Fields.refused(field, given, EXPECTED);
        }
        int[] tokens = given.valueStream()
                .mapToInt(id -> {
                    if (!id.isIntegralNumber()
                            || !id.canConvertToInt()
                            || id.intValue() < 0
                            || id.intValue() >= tokenizer.size()) {
                        throw Fields.refused(field, id, "token ids from 0 to " + (tokenizer.size() - 1));
                    }
                    return id.intValue();
                })
                .toArray();
        return PromptTokens.of(tokens, tokenizer);
    }
}
