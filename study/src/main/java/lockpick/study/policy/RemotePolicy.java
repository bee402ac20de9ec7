package lockpick.study.policy;

import java.util.ArrayList;
import java.util.List;
import lockpick.engine.chat.Message;
import lockpick.engine.tensor.Seed;
import lockpick.study.endpoint.Answer;
import lockpick.study.endpoint.Draw;
import lockpick.study.endpoint.Endpoint;
import lockpick.study.endpoint.Request;
import lockpick.study.prompt.Answering;
import lockpick.study.prompt.Prompt;

/**
 * A model of a service: conversations go to its chat, texts are gone on from. What it wrote once is kept by the endpoint, so
 * that the same run again gets the same completions and pays nothing, whether or not the service draws repeatably.
 */
public final class RemotePolicy implements SampledPolicy {

    /** What it takes to say which option is chosen, in words if need be; services do not score given texts. */
    private static final int TOKENS_OF_A_CHOICE = 16;

    private final Endpoint endpoint;
    private final double temperature;
    private final List<String> stops;

    /**
     * @param endpoint stays its owner's
     * @param temperature of {@link #sample}, at most 2
     * @param stops texts before which a completion ends, 4 at most
     */
    public RemotePolicy(Endpoint endpoint, double temperature, List<String> stops) {
        this.endpoint = endpoint;
        this.temperature = temperature;
        this.stops = List.copyOf(stops);
    }

    /** @throws lockpick.study.endpoint.EndpointException if the service does not answer */
    @Override
    public List<String> complete(List<Prompt> prompts, Answering answering) {
        Draw draw = Draw.greedy(tokens(answering)).withStops(stops);
        return texts(prompts.stream().map(prompt -> request(prompt, draw)).toList());
    }

    /**
     * Each completion is a request of its own with a seed of its own: not every service gives several at once.
     *
     * @throws lockpick.study.endpoint.EndpointException if the service does not answer
     */
    @Override
    public List<List<String>> sample(List<Prompt> prompts, Answering answering, int count, Seed seed) {
        List<Request> requests = new ArrayList<>();
        for (Prompt prompt : prompts) {
            for (int i = 0; i < count; i++) {
                long drawn =
                        seed.stream("remote", prompt.plain(), i).value() & Integer.MAX_VALUE; // what all services take
                requests.add(request(
                        prompt, Draw.one(temperature, tokens(answering), drawn).withStops(stops)));
            }
        }
        List<String> texts = texts(requests);
        List<List<String>> samples = new ArrayList<>();
        for (int i = 0; i < prompts.size(); i++) {
            samples.add(List.copyOf(texts.subList(i * count, (i + 1) * count)));
        }
        return samples;
    }

    private static int tokens(Answering answering) {
        return switch (answering) {
            case Answering.Written(int maxNewTokens) -> maxNewTokens;
            case Answering.Chosen chosen -> TOKENS_OF_A_CHOICE;
        };
    }

    private List<String> texts(List<Request> requests) {
        return endpoint.ask(requests).stream().map(Answer::text).toList();
    }

    private static Request request(Prompt prompt, Draw draw) {
        return switch (prompt) {
            case Prompt.Text(String text) -> new Request.Completion(text, draw);
            case Prompt.Conversation(List<Message> messages) -> new Request.Chat(messages, draw);
        };
    }
}
