package lockpick.study.serve;

import java.util.List;
import lockpick.engine.tokenizer.Tokenizer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * What a client asks for.
 *
 * @param prompts each gets as many completions as the draw says
 * @param maxTokens most tokens of a completion; 0 where only the prompts are wanted back
 * @param echo whether prompts stand in front of their completions, with log-probabilities if those are wanted
 * @param lead blanks at the beginning of a completion that are of the form of a chat, not of what is said
 * @param form that of the answer
 * @param stream whether the answer comes in pieces
 * @param streamsUsage whether a last piece tells the tokens it took
 */
record Asked(
        List<PromptTokens> prompts,
        Draw draw,
        int maxTokens,
        boolean echo,
        String lead,
        AnswerForm form,
        boolean stream,
        boolean streamsUsage) {

    /** A prompt as text and as tokens. */
    record PromptTokens(String text, int[] tokens) {

        static PromptTokens of(int[] tokens, Tokenizer tokenizer) {
            return new PromptTokens(tokenizer.decode(tokens), tokens);
        }
    }

    /** Whether log-probabilities of the prompts' own tokens are wanted. */
    boolean scoresPrompts() {
        return echo && draw.topLogProbs().isPresent();
    }

    static boolean streamsUsage(Fields fields) {
        JsonNode options = fields.find("stream_options").orElse(MissingNode.getInstance());
        return options.path("include_usage").asBoolean(false);
    }
}
