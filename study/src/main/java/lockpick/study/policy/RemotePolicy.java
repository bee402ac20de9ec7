package lockpick.study.policy;

import java.util.ArrayList;
import java.util.List;
import lockpick.engine.tensor.Seed;
import lockpick.study.endpoint.Answer;
import lockpick.study.endpoint.Draw;
import lockpick.study.endpoint.Endpoint;
import lockpick.study.endpoint.PromptForm;
import lockpick.study.endpoint.Request;

/**
 * A model of a service. What it wrote once is kept by the endpoint, so that the same run again gets the same completions and
 * pays nothing, whether or not the service draws repeatably.
 */
public final class RemotePolicy implements SampledPolicy {

    private final Endpoint endpoint;
    private final PromptForm form;
    private final int maxTokens;
    private final double temperature;
    private final List<String> stops;

    /**
     * @param endpoint stays its owner's
     * @param maxTokens most tokens of a completion
     * @param temperature of {@link #sample}, at most 2
     * @param stops texts before which a completion ends, 4 at most
     */
    public RemotePolicy(Endpoint endpoint, PromptForm form, int maxTokens, double temperature, List<String> stops) {
        this.endpoint = endpoint;
        this.form = form;
        this.maxTokens = maxTokens;
        this.temperature = temperature;
        this.stops = List.copyOf(stops);
    }

    /** @throws lockpick.study.endpoint.EndpointException if the service does not answer */
    @Override
    public List<String> complete(List<String> prompts) {
        Draw draw = Draw.greedy(maxTokens).withStops(stops);
        return endpoint
                .ask(prompts.stream().map(prompt -> form.request(prompt, draw)).toList())
                .stream()
                .map(Answer::text)
                .toList();
    }

    /**
     * Each completion is a request of its own with a seed of its own: not every service gives several at once.
     *
     * @throws lockpick.study.endpoint.EndpointException if the service does not answer
     */
    @Override
    public List<List<String>> sample(List<String> prompts, int count, Seed seed) {
        List<Request> requests = new ArrayList<>();
        for (String prompt : prompts) {
            for (int i = 0; i < count; i++) {
                long drawn = seed.stream("remote", prompt, i).value() & Integer.MAX_VALUE; // what all services take
                requests.add(form.request(
                        prompt, Draw.one(temperature, maxTokens, drawn).withStops(stops)));
            }
        }
        List<String> texts = endpoint.ask(requests).stream().map(Answer::text).toList();
        List<List<String>> samples = new ArrayList<>();
        for (int i = 0; i < prompts.size(); i++) {
            samples.add(List.copyOf(texts.subList(i * count, (i + 1) * count)));
        }
        return samples;
    }
}
