package lockpick.report.dashboard;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Iterator;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of a dashboard. It follows no redirection and keeps no cookie by itself. */
record Reader(DashboardServer server, HttpClient client) implements AutoCloseable {

    Reader(DashboardServer server) {
        this(server, HttpClient.newHttpClient());
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return ask("GET", path, headers);
    }

    HttpResponse<String> ask(String method, String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path).method(method, BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.address().getPort() + path));
    }

    /** What the dashboard says as it happens. */
    Events events() throws IOException, InterruptedException {
        return new Events(client.send(request("/events").build(), BodyHandlers.ofLines())
                .body()
                .iterator());
    }

    /** @param lines of the stream */
    record Events(Iterator<String> lines) {

        /** Waits for a message that is as wanted. */
        JsonNode await(Predicate<JsonNode> wanted) {
            String last = "";
            while (lines.hasNext()) {
                String line = lines.next();
                if (line.startsWith("data: ")) {
                    last = line;
                    JsonNode message = JsonMapper.shared().readTree(line.substring("data: ".length()));
                    if (wanted.test(message)) {
                        return message;
                    }
                }
            }
            throw new AssertionError("the stream ended; its last message was " + last);
        }

        JsonNode awaitSaid(String text) {
            return await(message -> message.required("said").stringValue().equals(text));
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
