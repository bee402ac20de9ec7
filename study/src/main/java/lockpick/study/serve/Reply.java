package lockpick.study.serve;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The way back to a client: one JSON answer, or a stream of events. */
final class Reply {

    private final HttpExchange exchange;
    private final Patience patience;
    private boolean streams;

    Reply(HttpExchange exchange, Patience patience) {
        this.exchange = exchange;
        this.patience = patience;
    }

    void json(int status, JsonNode body) throws IOException {
        byte[] bytes = (body + "\n").getBytes(StandardCharsets.UTF_8);
        begin("application/json", status, bytes.length);
        write(bytes);
    }

    /** Says why there is no answer, or no more of it. */
    void refuse(RefusedException why) throws IOException {
        if (streams) {
            event(why.json());
            end();
            return;
        }
        for (Map.Entry<String, String> header : why.headers().entrySet()) {
            exchange.getResponseHeaders().set(header.getKey(), header.getValue());
        }
        json(why.status(), why.json());
    }

    /** The next part of an answer, as a server-sent event. */
    void event(JsonNode data) throws IOException {
        event(data.toString());
    }

    /** Says that all parts have been sent. */
    void lastEvent() throws IOException {
        event("[DONE]");
        end();
    }

    private void end() throws IOException {
        patience.with(exchange.getResponseBody()::close);
    }

    private void event(String data) throws IOException {
        if (!streams) {
            streams = true;
            begin("text/event-stream", 200, 0); // as long as it comes to be
        }
        write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
    }

    private void begin(String type, int status, long length) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, length);
    }

    private void write(byte[] bytes) throws IOException {
        patience.with(() -> {
            OutputStream out = exchange.getResponseBody();
            out.write(bytes);
            out.flush();
        });
    }
}
