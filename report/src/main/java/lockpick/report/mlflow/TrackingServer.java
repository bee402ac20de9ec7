package lockpick.report.mlflow;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lockpick.report.read.Scalar;
import lockpick.study.endpoint.Address;
import lockpick.study.endpoint.ApiKey;
import lockpick.study.endpoint.EndpointException;
import lockpick.study.endpoint.StrangeText;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An MLflow tracking server, by version 2.0 of its REST API. Every request is sent once: who exports again after a failure goes
 * on where it was.
 */
public final class TrackingServer implements AutoCloseable {

    private static final String TOKEN_VARIABLE = "MLFLOW_TRACKING_TOKEN";
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final JsonMapper JSON = new JsonMapper();

    // Limits of the API, of one request and of one value.
    private static final int MOST_METRICS = 1000;
    private static final int MOST_PARAMETERS = 100;
    private static final int LONGEST_NAME = 250;
    private static final int LONGEST_PARAMETER = 6000;
    private static final int RUNS_AT_ONCE = 200;

    private final Address address;
    private final ApiKey token;
    private final HttpClient client;

    private TrackingServer(Address address, ApiKey token) {
        this.address = address;
        this.token = token;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER) // the token is for this server alone
                .connectTimeout(PATIENCE)
                .build();
    }

    /**
     * A server; nothing is sent yet.
     *
     * @param url such as {@code http://localhost:5000}
     * @param environment may hold a token, as {@code MLFLOW_TRACKING_TOKEN}
     * @throws EndpointException if that is no address, or it would show the token to others
     */
    public static TrackingServer of(String url, Map<String, String> environment) {
        boolean hasToken = !environment.getOrDefault(TOKEN_VARIABLE, "").isBlank();
        ApiKey token = ApiKey.of(hasToken ? Optional.of(TOKEN_VARIABLE) : Optional.empty(), environment);
        return new TrackingServer(Address.of(url, token.isGiven(), "http://localhost:5000"), token);
    }

    /** A run that the server has. */
    record TrackedRun(String id, boolean finished, Map<String, String> tags) {}

    /** The id of the experiment of this name, made where there is none. */
    String experiment(String name) throws InterruptedException {
        String query = "experiment_name=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
        Answer found = send("experiments/get-by-name?" + query, HttpRequest.newBuilder());
        if (found.isMissing()) {
            return post("experiments/create", object().put("name", name)).text("/experiment_id");
        }
        if (found.orRefused().text("/experiment/lifecycle_stage").equals("deleted")) {
            throw new EndpointException(address.base() + ": experiment " + name
                    + " is deleted there; restore it, or remove it for good with 'mlflow gc'");
        }
        return found.text("/experiment/experiment_id");
    }

    /** The runs of an experiment that are not deleted. */
    List<TrackedRun> runs(String experiment) throws InterruptedException {
        List<TrackedRun> runs = new ArrayList<>();
        ObjectNode question = object().put("run_view_type", "ACTIVE_ONLY").put("max_results", RUNS_AT_ONCE);
        question.putArray("experiment_ids").add(experiment);
        String next = "";
        do {
            Answer page = post("runs/search", next.isEmpty() ? question : question.put("page_token", next));
            page.json().path("runs").forEach(run -> runs.add(tracked(run)));
            next = page.json().path("next_page_token").asString("");
        } while (!next.isEmpty());
        return runs;
    }

    private static TrackedRun tracked(JsonNode run) {
        Map<String, String> tags = new LinkedHashMap<>();
        run.at("/data/tags")
                .forEach(tag ->
                        tags.put(tag.path("key").asString(""), tag.path("value").asString("")));
        return new TrackedRun(
                run.at("/info/run_id").asString(""),
                run.at("/info/status").asString("").equals("FINISHED"),
                tags);
    }

    /** Begins a run. @param start milliseconds since 1970 @return its id */
    String create(String experiment, String name, long start, Map<String, String> tags) throws InterruptedException {
        ObjectNode run =
                object().put("experiment_id", experiment).put("run_name", name).put("start_time", start);
        ArrayNode array = run.putArray("tags");
        tags.forEach((key, value) -> array.addObject().put("key", key).put("value", value));
        return post("runs/create", run).text("/run/info/run_id");
    }

    /**
     * Logs what a run is and what it found. Names lose the characters that MLflow does not take; parameters of more than 6,000
     * are cut.
     *
     * @param time of every scalar, in milliseconds since 1970
     */
    void log(String run, Map<String, String> parameters, List<Scalar> scalars, long time) throws InterruptedException {
        ArrayNode params = JSON.createArrayNode();
        parameters.forEach((name, value) -> params.addObject()
                .put("key", name(name))
                .put("value", value.substring(0, Math.min(value.length(), LONGEST_PARAMETER))));
        logAll(run, "params", params, MOST_PARAMETERS);
        ArrayNode metrics = JSON.createArrayNode();
        for (Scalar scalar : scalars) {
            ObjectNode metric = metrics.addObject().put("key", name(scalar.name()));
            if (Double.isFinite(scalar.value())) {
                metric.put("value", scalar.value());
            } else {
                metric.put(
                        "value", Double.toString(scalar.value())); // JSON has no word for NaN; protobuf takes this one
            }
            metric.put("timestamp", time).put("step", scalar.step());
        }
        logAll(run, "metrics", metrics, MOST_METRICS);
    }

    private void logAll(String run, String what, ArrayNode all, int most) throws InterruptedException {
        for (int from = 0; from < all.size(); from += most) {
            ObjectNode batch = object().put("run_id", run);
            ArrayNode part = batch.putArray(what);
            for (int i = from; i < Math.min(from + most, all.size()); i++) {
                part.add(all.get(i));
            }
            post("runs/log-batch", batch);
        }
    }

    /** A name that MLflow takes, which may make a file of it: no odd characters, and no part that is empty or names a folder. */
    private static String name(String ours) {
        String possible = ours.replaceAll("[^/\\w.\\- ]", "_").replaceAll("(?<=^|/)\\.{0,2}(?=/|$)", "_");
        return possible.substring(0, Math.min(possible.length(), LONGEST_NAME));
    }

    /** Says that a run is whole. @param end milliseconds since 1970 */
    void finish(String run, long end) throws InterruptedException {
        post(
                "runs/update",
                object().put("run_id", run).put("status", "FINISHED").put("end_time", end));
    }

    /** Takes a run away; who looks for deleted runs still finds it. */
    void delete(String run) throws InterruptedException {
        post("runs/delete", object().put("run_id", run));
    }

    private static ObjectNode object() {
        return JSON.createObjectNode();
    }

    private Answer post(String path, ObjectNode body) throws InterruptedException {
        return send(
                        path,
                        HttpRequest.newBuilder()
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))))
                .orRefused();
    }

    private Answer send(String path, HttpRequest.Builder request) throws InterruptedException {
        URI to = address.of("/api/2.0/mlflow/" + path);
        token.addTo(request);
        try {
            HttpResponse<String> response =
                    client.send(request.uri(to).timeout(PATIENCE).build(), BodyHandlers.ofString());
            return new Answer(to, response.statusCode(), token.removedFrom(response.body()));
        } catch (IOException e) {
            String why = e instanceof ConnectException
                    ? "cannot be reached"
                    : e instanceof HttpTimeoutException ? "does not answer" : "the connection was lost";
            throw new EndpointException(
                    address.base() + ": " + why + "; see that the server runs, and give the same command again: what is"
                            + " written there is not written twice");
        }
    }

    /** What the server said to a request. */
    private record Answer(URI from, int status, String said) {

        boolean isMissing() {
            return status == 404 && json().path("error_code").asString("").equals("RESOURCE_DOES_NOT_EXIST");
        }

        /** @throws EndpointException if it is not what was asked for */
        Answer orRefused() {
            if (status == 200) {
                return this;
            }
            String advice = status == 401 || status == 403
                    ? "put a token that may write there into " + TOKEN_VARIABLE
                    : "see that this is the address of an MLflow server";
            throw new EndpointException(from + ": HTTP " + status + words() + "; " + advice);
        }

        private String words() {
            String message = json().path("message").asString("");
            return message.isBlank() ? "" : " (" + StrangeText.onOneLine(message) + ")";
        }

        JsonNode json() {
            try {
                return JSON.readTree(said);
            } catch (JacksonException e) {
                return MissingNode.getInstance();
            }
        }

        String text(String pointer) {
            JsonNode found = json().at(pointer);
            if (!found.isString()) {
                throw new EndpointException(from + ": HTTP " + status + " without " + pointer
                        + "; see that this is the address of an MLflow server");
            }
            return found.stringValue();
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
