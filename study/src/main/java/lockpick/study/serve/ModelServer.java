package lockpick.study.serve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import lockpick.study.policy.TrainablePolicy;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A model over HTTP (docs/serve.md). Each request has a virtual thread; the model's own threads are the scheduler's. */
public final class ModelServer implements AutoCloseable {

    private final ServerConfig config;
    private final ServedModel model;
    private final Consumer<Throwable> failures;
    private final HttpServer server;
    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());
    private final Patience patience;
    private final Scheduler scheduler;
    private final Semaphore places;
    private volatile boolean closing;

    /**
     * Serves a policy until closed; the policy must stay open as long.
     *
     * @param failures who is told of our own mistakes
     * @throws IOException if the address cannot be had
     */
    public ModelServer(TrainablePolicy policy, ServerConfig config, Consumer<Throwable> failures) throws IOException {
        this.config = config;
        this.failures = failures;
        this.model = new ServedModel(config.name(), policy, config.maxTokens(), Instant.now());
        this.patience = new Patience(config.patience(), clock);
        this.places = new Semaphore(config.maxConcurrent());
        this.server = LocalHttp.at(config.address());
        this.scheduler = new Scheduler(policy, failures);
        server.setExecutor(requests);
        server.createContext("/", this::serve);
        server.start();
    }

    /** Where it is, port included. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    static RefusedException stopping() {
        return RefusedException.later(503, "stopping", "the server is stopping");
    }

    private void serve(HttpExchange exchange) {
        Reply reply = new Reply(exchange, patience);
        try (RequestBody body = new RequestBody(exchange.getRequestBody(), config.maxBody(), config.patience())) {
            try {
                answer(exchange, body, reply);
            } catch (RefusedException e) {
                reply.refuse(e);
            } catch (RuntimeException e) {
                failures.accept(e);
                reply.refuse(RefusedException.of(500, "internal_error", "a mistake of the server; its log says more"));
            }
        } catch (IOException e) {
            // the client has gone
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close(exchange);
        }
    }

    private void close(HttpExchange exchange) {
        try {
            patience.with(exchange::close); // reads away what is left of the request
        } catch (IOException e) {
            // the client has gone
        }
    }

    private void answer(HttpExchange exchange, RequestBody body, Reply reply) throws IOException, InterruptedException {
        String path = String.valueOf(exchange.getRequestURI().getPath());
        if (path.equals("/health")) { // tells nothing that is worth a key
            expect(exchange, "GET");
            reply.json(200, JsonNodeFactory.instance.objectNode().put("status", "ok"));
            return;
        }
        checkHost(exchange);
        authorize(exchange);
        switch (path) {
            case "/v1/models" -> {
                expect(exchange, "GET");
                ObjectNode list = JsonNodeFactory.instance.objectNode().put("object", "list");
                list.putArray("data").add(model.json());
                reply.json(200, list);
            }
            case "/v1/completions" -> {
                expect(exchange, "POST");
                complete(json(exchange, body), CompletionsRequest::read, reply);
            }
            case "/v1/chat/completions" -> {
                expect(exchange, "POST");
                complete(json(exchange, body), ChatRequest::read, reply);
            }
            default -> {
                String models = "/v1/models/";
                if (!path.startsWith(models)) {
                    throw RefusedException.of(
                            404,
                            "not_found",
                            path + ": not here; there are /v1/models, /v1/completions, /v1/chat/completions, /health");
                }
                expect(exchange, "GET");
                model.checkNamed(path.substring(models.length()));
                reply.json(200, model.json());
            }
        }
    }

    private static void expect(HttpExchange exchange, String method) {
        if (!exchange.getRequestMethod().equals(method)) {
            throw RefusedException.of(
                    405,
                    "method_not_allowed",
                    exchange.getRequestMethod() + " is not for "
                            + exchange.getRequestURI().getPath() + "; use " + method,
                    "Allow",
                    method);
        }
    }

    /** Without a key this machine alone may ask, and not web pages that it shows. */
    private void checkHost(HttpExchange exchange) {
        if (config.key().isEmpty() && !LocalHttp.namesThisMachine(exchange.getRequestHeaders())) {
            throw RefusedException.of(
                    403,
                    "wrong_host",
                    "Host = " + exchange.getRequestHeaders().getFirst("Host")
                            + ": expected localhost or 127.0.0.1; others need a key");
        }
    }

    private void authorize(HttpExchange exchange) {
        String given = exchange.getRequestHeaders().getFirst("Authorization");
        if (config.key().isPresent() && !config.key().get().isIn(given == null ? "" : given)) {
            throw RefusedException.of(
                    401,
                    "invalid_api_key",
                    "no API key, or a wrong one; expected a header Authorization: Bearer KEY",
                    "WWW-Authenticate",
                    "Bearer");
        }
    }

    private void complete(byte[] body, BiFunction<Fields, ServedModel, Asked> reader, Reply reply)
            throws IOException, InterruptedException {
        if (closing) {
            throw stopping();
        }
        if (!places.tryAcquire()) {
            throw RefusedException.later(
                    429,
                    "too_many_requests",
                    config.maxConcurrent() + " requests are being answered, and that is the most at once; try again");
        }
        try {
            new Answerer(model, scheduler).answer(reader.apply(Fields.parse(body), model), reply);
        } finally {
            places.release();
        }
    }

    /** A web page can send anything to this machine but JSON, for which a browser would ask us first. */
    private static byte[] json(HttpExchange exchange, RequestBody body) throws IOException, InterruptedException {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type == null || !type.strip().toLowerCase(Locale.ROOT).startsWith("application/json")) {
            throw RefusedException.of(415, "not_json", "Content-Type = " + type + ": expected application/json");
        }
        return body.read();
    }

    /** Lets requests that are being answered go on for the grace, then ends them; takes no new ones. */
    @Override
    public void close() {
        closing = true;
        try {
            int all = config.maxConcurrent();
            if (places.tryAcquire(all, config.grace().toMillis(), TimeUnit.MILLISECONDS)) {
                places.release(all);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.stop(0); // its own waiting would also wait for clients that have gone
        scheduler.close();
        requests.shutdownNow();
        clock.shutdownNow();
    }
}
