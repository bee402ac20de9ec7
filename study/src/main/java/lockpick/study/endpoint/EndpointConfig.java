package lockpick.study.endpoint;

import java.util.Optional;
import lockpick.study.setting.Setting;

/** A model of a service, and how it is asked. The API key itself is no setting: only the name of its variable is. */
public record EndpointConfig(
        @Setting(help = "address of the service up to its version, such as https://api.openai.com/v1")
        String url,

        @Setting(help = "the model, as the service calls it")
        String model,

        @Setting(
                help = "environment variable that holds the API key, such as OPENAI_API_KEY; none for a service that"
                        + " wants no key")
        Optional<String> keyVariable,

        @Setting(help = "requests on their way at once, at most", byDefault = "8", min = 1, max = 1024)
        int concurrency,

        @Setting(
                help = "seconds after which a request without a whole answer is sent again",
                byDefault = "300",
                min = 1)
        int timeoutSeconds,

        @Setting(help = "how often a request is sent before the run stops", byDefault = "8", min = 1, max = 30)
        int attempts,

        @Setting(
                help = "how the service calls the largest number of tokens of a completion: max-tokens, or"
                        + " max-completion-tokens as OpenAI's newer models want it",
                byDefault = "max-tokens")
        TokenLimit tokenLimit,

        @Setting(help = "price of a million tokens read, in any currency; with both prices the cost is shown", min = 0)
        Optional<Double> inputPrice,

        @Setting(help = "price of a million tokens written, in the same currency", min = 0)
        Optional<Double> outputPrice) {

    /** What a service calls the largest number of tokens of a completion. */
    public enum TokenLimit {
        MAX_TOKENS("max_tokens"),
        MAX_COMPLETION_TOKENS("max_completion_tokens");

        private final String field;

        TokenLimit(String field) {
            this.field = field;
        }

        String field() {
            return field;
        }
    }
}
