package lockpick.study.endpoint;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import lockpick.engine.tensor.Seed;
import lockpick.study.endpoint.AnswerReader.UnusableException;
import lockpick.study.endpoint.Exchange.Reply;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One model of a service (docs/design/endpoint.md). What has been answered once is kept and never asked again, across
 * processes and kills. Failures that may pass are tried again. May be used by several threads at once.
 */
public final class Endpoint implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final int TEXTS_AT_ONCE = 64;
    private static final String EXAMPLE = "https://api.openai.com/v1";

    private final EndpointConfig config;
    private final Address address;
    private final ApiKey key;
    private final Exchange exchange;
    private final AnswerCache cache;
    private final UsageMeter meter;
    private final Semaphore places;
    private final Seed seed;
    private final Time time;

    /**
     * @param environment where the variable of the API key is looked up
     * @param cache folder of answers; made if there is none. Several endpoints may share it
     * @param seed of the pauses between tries, which change no answer
     * @throws EndpointException if the address or the key cannot be used
     */
    public Endpoint(EndpointConfig config, Map<String, String> environment, Path cache, Seed seed) {
        this(config, environment, cache, seed, Time.SYSTEM, Duration.ofSeconds(config.timeoutSeconds()));
    }

    Endpoint(
            EndpointConfig config,
            Map<String, String> environment,
            Path cache,
            Seed seed,
            Time time,
            Duration patience) {
        this.config = config;
        this.key = ApiKey.of(config.keyVariable(), environment);
        this.address = Address.of(config.url(), key.isGiven(), EXAMPLE);
        this.exchange = new Exchange(address, key, patience);
        this.cache = new AnswerCache(cache);
        this.meter = new UsageMeter(config.inputPrice(), config.outputPrice());
        this.places = new Semaphore(config.concurrency());
        this.seed = seed;
        this.time = time;
    }

    /**
     * Asks nothing: finds out whether the service's address and key are of a form to ask with.
     *
     * @throws EndpointException if they are not
     */
    public static void requireUsable(EndpointConfig config, Map<String, String> environment) {
        Address.of(config.url(), ApiKey.of(config.keyVariable(), environment).isGiven(), EXAMPLE);
    }

    /** The model, as the service calls it. */
    public String model() {
        return config.model();
    }

    /** What asking took so far. */
    public Usage usage() {
        return meter.read();
    }

    /** As {@link #ask(List)}, for one. */
    public Answer ask(Request request) {
        return ask(List.of(request)).getFirst();
    }

    /**
     * Asks side by side; equal requests are sent once.
     *
     * @return answers in the order of the requests
     * @throws EndpointException if one cannot be had; those that came before are kept
     */
    public List<Answer> ask(List<? extends Request> requests) {
        List<Request> different =
                requests.stream().<Request>map(request -> request).distinct().toList();
        List<Answer> answers = SideBySide.map(different, config.concurrency(), this::answer);
        Map<Request, Answer> byRequest = new HashMap<>();
        for (int i = 0; i < different.size(); i++) {
            byRequest.put(different.get(i), answers.get(i));
        }
        return requests.stream()
                .map(request -> Objects.requireNonNull(byRequest.get(request)))
                .toList();
    }

    private Answer answer(Request request) throws InterruptedException {
        Body body = Body.of(request, config.model(), config.tokenLimit());
        String name = AnswerCache.key(address.of(body.path()), body);
        Optional<Answer> kept = kept(name, root -> AnswerReader.read(root, request));
        if (kept.isPresent()) {
            return kept.get();
        }
        JsonNode root = send(body, name, answer -> AnswerReader.read(answer, request));
        cache.keep(name, body, root);
        return AnswerReader.read(root, request);
    }

    /**
     * Vectors of texts, in their order. Only texts that are not in the cache are sent, each once, some at a time.
     *
     * @param dimensions length of the vectors, of models that can shorten them; empty for the model's own
     * @throws EndpointException if they cannot be had; those that came before are kept
     */
    public List<float[]> embed(List<String> texts, Optional<Integer> dimensions) {
        Map<String, float[]> vectors = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        for (String text : texts) {
            if (!vectors.containsKey(text)) {
                Optional<float[]> kept = kept(nameOf(text, dimensions), AnswerReader::vector);
                vectors.put(text, kept.orElse(new float[0]));
                if (kept.isEmpty()) {
                    missing.add(text);
                }
            }
        }
        List<List<String>> batches = new ArrayList<>();
        for (int from = 0; from < missing.size(); from += TEXTS_AT_ONCE) {
            batches.add(missing.subList(from, Math.min(from + TEXTS_AT_ONCE, missing.size())));
        }
        SideBySide.map(batches, config.concurrency(), batch -> embedBatch(batch, dimensions))
                .forEach(vectors::putAll);
        return texts.stream()
                .map(text -> vectors.getOrDefault(text, new float[0]))
                .toList();
    }

    private Map<String, float[]> embedBatch(List<String> batch, Optional<Integer> dimensions)
            throws InterruptedException {
        Body body = Body.ofTexts(batch, config.model(), dimensions);
        JsonNode root = send(
                body,
                AnswerCache.key(address.of(body.path()), body),
                found -> AnswerReader.vectors(found, batch.size()));
        List<JsonNode> vectors = AnswerReader.vectors(root, batch.size());
        Map<String, float[]> byText = new LinkedHashMap<>();
        for (int i = 0; i < batch.size(); i++) {
            cache.keep(
                    nameOf(batch.get(i), dimensions),
                    Body.ofTexts(List.of(batch.get(i)), config.model(), dimensions),
                    vectors.get(i));
            byText.put(batch.get(i), AnswerReader.vector(vectors.get(i)));
        }
        return byText;
    }

    private String nameOf(String text, Optional<Integer> dimensions) {
        Body alone = Body.ofTexts(List.of(text), config.model(), dimensions);
        return AnswerCache.key(address.of(alone.path()), alone);
    }

    /** What the cache holds, if it can be used. */
    private <T> Optional<T> kept(String name, Function<JsonNode, T> read) {
        Optional<JsonNode> found = cache.find(name);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try {
            T value = read.apply(found.get());
            meter.cached();
            return Optional.of(value);
        } catch (UnusableException e) {
            return Optional.empty();
        }
    }

    /** Sends until there is an answer that can be read. */
    private JsonNode send(Body body, String name, Function<JsonNode, ?> read) throws InterruptedException {
        URI where = address.of(body.path());
        Backoff backoff = new Backoff(where.toString(), config.attempts(), seed.stream("pauses", name), time);
        while (true) {
            try {
                return sendOnce(body, read);
            } catch (TryAgainException e) {
                backoff.await(e);
                meter.failed();
            }
        }
    }

    private JsonNode sendOnce(Body body, Function<JsonNode, ?> read) throws TryAgainException, InterruptedException {
        Reply reply;
        places.acquire();
        try {
            reply = exchange.send(body);
        } finally {
            places.release();
        }
        if (reply.status() != 200) {
            throw new Refusal(config.model(), key).explain(reply, time.now());
        }
        JsonNode root;
        try {
            root = JSON.readTree(reply.text());
            Object unused = read.apply(root);
        } catch (JacksonException e) {
            throw new TryAgainException("the answer is not JSON");
        } catch (UnusableException e) {
            throw new TryAgainException("the answer cannot be used: " + e.why());
        }
        meter.answered(root.path("usage"));
        return root;
    }

    @Override
    public String toString() {
        return config.model() + " at " + address.base() + " with " + key;
    }

    @Override
    public void close() {
        exchange.close();
    }
}
