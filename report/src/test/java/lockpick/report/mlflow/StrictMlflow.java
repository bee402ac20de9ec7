package lockpick.report.mlflow;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The tracking part of MLflow's REST API 2.0, kept in memory. It takes what a server of MLflow takes (mlflow/utils/validation.py
 * and mlflow/protos/service.proto), and of that no field it does not know; a page of a search has three runs.
 */
final class StrictMlflow implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern NAME = Pattern.compile("[/\\w.\\- ]{1,250}");
    private static final int PAGE = 3;

    private final HttpServer server;
    private final Map<String, String> experiments = new LinkedHashMap<>(); // ids by name
    final List<Run> runs = new ArrayList<>();
    private @Nullable String token;
    private int requestsLeft = Integer.MAX_VALUE;

    /** A run as the server keeps it. */
    static final class Run {
        final String experiment;
        final ObjectNode info = JSON.createObjectNode();
        final Map<String, String> tags = new LinkedHashMap<>();
        final Map<String, String> parameters = new LinkedHashMap<>();
        final List<JsonNode> metrics = new ArrayList<>();
        boolean deleted;

        private Run(String experiment) {
            this.experiment = experiment;
        }
    }

    /** What a request is refused with. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final int status;
        private final String code;

        private Refused(int status, String code, String message) {
            super(message);
            this.status = status;
            this.code = code;
        }
    }

    StrictMlflow() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** From now on it wants this. */
    void want(String bearer) {
        token = bearer;
    }

    /** From now on it answers so many requests, and is then too busy for any. */
    void answerOnly(int requests) {
        requestsLeft = requests;
    }

    void answerAll() {
        requestsLeft = Integer.MAX_VALUE;
    }

    List<Run> runsOf(String experiment) {
        return runs.stream()
                .filter(run -> run.experiment.equals(experiments.get(experiment)) && !run.deleted)
                .toList();
    }

    Set<String> experiments() {
        return experiments.keySet();
    }

    private void answer(HttpExchange exchange) throws IOException {
        int status = 200;
        String body;
        try {
            body = answered(exchange).toString();
        } catch (Refused e) {
            status = e.status;
            body = JSON.createObjectNode()
                    .put("error_code", e.code)
                    .put("message", e.getMessage())
                    .toString();
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private synchronized ObjectNode answered(HttpExchange exchange) throws IOException {
        if (requestsLeft-- <= 0) {
            throw new Refused(503, "TEMPORARILY_UNAVAILABLE", "come back later");
        }
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (token != null && !("Bearer " + token).equals(authorization)) {
            throw new Refused(401, "UNAUTHENTICATED", "not with " + authorization);
        }
        String call =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        if (call.equals("GET /api/2.0/mlflow/experiments/get-by-name")) {
            return experiment(exchange.getRequestURI().getRawQuery());
        }
        byte[] bytes = exchange.getRequestBody().readAllBytes();
        require(bytes.length <= 1_000_000, "a request may have 1 MB");
        require("application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type")), "no JSON");
        JsonNode body = JSON.readTree(bytes);
        return switch (call) {
            case "POST /api/2.0/mlflow/experiments/create" -> createExperiment(body);
            case "POST /api/2.0/mlflow/runs/search" -> search(body);
            case "POST /api/2.0/mlflow/runs/create" -> create(body);
            case "POST /api/2.0/mlflow/runs/log-batch" -> log(body);
            case "POST /api/2.0/mlflow/runs/update" -> update(body);
            case "POST /api/2.0/mlflow/runs/delete" -> delete(body);
            default -> throw new Refused(404, "ENDPOINT_NOT_FOUND", call);
        };
    }

    private ObjectNode experiment(String query) {
        require(query.startsWith("experiment_name="), query);
        String name = URLDecoder.decode(query.substring("experiment_name=".length()), StandardCharsets.UTF_8);
        String id = experiments.get(name);
        if (id == null) {
            throw new Refused(404, "RESOURCE_DOES_NOT_EXIST", "no experiment " + name);
        }
        ObjectNode answer = JSON.createObjectNode();
        answer.putObject("experiment")
                .put("experiment_id", id)
                .put("name", name)
                .put("lifecycle_stage", "active");
        return answer;
    }

    private ObjectNode createExperiment(JsonNode body) {
        onlyFields(body, "name");
        String name = text(body, "name");
        require(!experiments.containsKey(name) && name.length() <= 500, "experiment " + name);
        String id = String.valueOf(experiments.size() + 1);
        experiments.put(name, id);
        return JSON.createObjectNode().put("experiment_id", id);
    }

    private ObjectNode search(JsonNode body) {
        onlyFields(body, "experiment_ids", "run_view_type", "max_results", "page_token");
        require(text(body, "run_view_type").equals("ACTIVE_ONLY"), "run_view_type");
        require(body.path("max_results").intValue() <= 50_000, "max_results");
        String id = body.path("experiment_ids").path(0).asString("");
        require(experiments.containsValue(id), "no experiment " + id);
        List<Run> all = runs.stream()
                .filter(run -> run.experiment.equals(id) && !run.deleted)
                .toList();
        int from = Integer.parseInt(body.path("page_token").asString("0"));
        int to = Math.min(all.size(), from + PAGE);
        ObjectNode answer = JSON.createObjectNode();
        if (from < to) { // protobuf leaves out what is empty
            ArrayNode page = answer.putArray("runs");
            all.subList(from, to).forEach(run -> page.add(json(run)));
        }
        return to < all.size() ? answer.put("next_page_token", String.valueOf(to)) : answer;
    }

    private static ObjectNode json(Run run) {
        ObjectNode json = JSON.createObjectNode();
        json.set("info", run.info);
        ArrayNode tags = json.putObject("data").putArray("tags");
        run.tags.forEach((key, value) -> tags.addObject().put("key", key).put("value", value));
        return json;
    }

    private ObjectNode create(JsonNode body) {
        onlyFields(body, "experiment_id", "run_name", "start_time", "tags");
        String id = text(body, "experiment_id");
        require(experiments.containsValue(id), "no experiment " + id);
        require(body.path("start_time").isIntegralNumber(), "start_time");
        Run run = new Run(id);
        body.path("tags").forEach(tag -> {
            onlyFields(tag, "key", "value");
            run.tags.put(name(tag), valueUpTo(5000, tag));
        });
        run.info
                .put("run_id", "run" + runs.size())
                .put("run_name", text(body, "run_name"))
                .put("start_time", body.path("start_time").longValue())
                .put("status", "RUNNING");
        runs.add(run);
        ObjectNode answer = JSON.createObjectNode();
        answer.set("run", json(run));
        return answer;
    }

    private ObjectNode log(JsonNode body) {
        onlyFields(body, "run_id", "metrics", "params", "tags");
        Run run = run(body);
        int metrics = body.path("metrics").size();
        int parameters = body.path("params").size();
        int tags = body.path("tags").size();
        require(metrics <= 1000 && parameters <= 100 && tags <= 100 && metrics + parameters + tags <= 1000, "too many");
        Set<String> names = new TreeSet<>();
        body.path("params").forEach(parameter -> {
            onlyFields(parameter, "key", "value");
            String name = name(parameter);
            require(names.add(name), "twice: " + name);
            String value = valueUpTo(6000, parameter);
            String before = run.parameters.putIfAbsent(name, value);
            require(before == null || before.equals(value), name + " cannot be changed");
        });
        body.path("metrics").forEach(metric -> {
            onlyFields(metric, "key", "value", "timestamp", "step");
            name(metric);
            JsonNode value = metric.path("value");
            require(
                    value.isNumber() || Set.of("NaN", "Infinity", "-Infinity").contains(value.asString("")),
                    "value " + value);
            require(
                    metric.path("timestamp").isIntegralNumber()
                            && metric.path("step").isIntegralNumber(),
                    "clock");
            run.metrics.add(metric);
        });
        return JSON.createObjectNode();
    }

    private ObjectNode update(JsonNode body) {
        onlyFields(body, "run_id", "status", "end_time");
        require(text(body, "status").equals("FINISHED"), "status");
        Run run = run(body);
        run.info.put("status", "FINISHED").set("end_time", body.path("end_time"));
        ObjectNode answer = JSON.createObjectNode();
        answer.set("run_info", run.info);
        return answer;
    }

    private ObjectNode delete(JsonNode body) {
        onlyFields(body, "run_id");
        run(body).deleted = true;
        return JSON.createObjectNode();
    }

    private Run run(JsonNode body) {
        String id = text(body, "run_id");
        return runs.stream()
                .filter(run -> run.info.path("run_id").stringValue().equals(id) && !run.deleted)
                .findFirst()
                .orElseThrow(() -> new Refused(404, "RESOURCE_DOES_NOT_EXIST", "no run " + id));
    }

    /** The key of a parameter, metric or tag, which must be a path that stays what it is when it names a file. */
    private static String name(JsonNode of) {
        String name = text(of, "key");
        boolean stays = Arrays.stream(name.split("/", -1)).noneMatch(part -> part.matches("\\.{0,2}"));
        require(NAME.matcher(name).matches() && stays, "name " + name);
        return name;
    }

    private static String valueUpTo(int most, JsonNode of) {
        require(of.path("value").isString(), "value " + of);
        String value = of.path("value").stringValue();
        require(value.length() <= most, "a value of " + value.length() + " characters");
        return value;
    }

    private static String text(JsonNode json, String field) {
        require(json.path(field).isString() && !json.path(field).stringValue().isEmpty(), field + " of " + json);
        return json.path(field).stringValue();
    }

    private static void onlyFields(JsonNode json, String... fields) {
        json.propertyNames().forEach(field -> require(List.of(fields).contains(field), "field " + field));
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new Refused(400, "INVALID_PARAMETER_VALUE", what);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
