package lockpick.study.elicit;

import java.util.List;
import lockpick.study.policy.TrainablePolicy;
import lockpick.study.prompt.Answering;
import lockpick.study.prompt.Prompt;

/**
 * Room of a model for a prompt and what completes it.
 *
 * @param prompt most tokens of a prompt
 */
public record Room(TrainablePolicy policy, int prompt) {

    public static Room of(TrainablePolicy policy, Answering answering) {
        int completion = switch (answering) {
            case Answering.Written(int maxNewTokens) -> maxNewTokens;
            case Answering.Chosen(List<String> options) ->
                options.stream()
                        .mapToInt(option -> policy.tokenizer().encodeCompletion(option).length)
                        .max()
                        .orElseThrow();
        };
        return new Room(policy, policy.model().maxTokens() - completion);
    }

    boolean has(Prompt asked) {
        return policy.encode(asked).length <= prompt;
    }
}
