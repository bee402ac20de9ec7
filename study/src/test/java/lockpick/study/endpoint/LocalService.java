package lockpick.study.endpoint;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import lockpick.engine.tensor.Seed;
import lockpick.study.endpoint.EndpointConfig.TokenLimit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A model service on this machine. It answers what its function says, unless it is told how to misbehave next. It speaks
 * HTTP over plain sockets, so that it can break off anywhere.
 */
public final class LocalService implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final ServerSocket server;
    private final Function<Asked, String> answer;
    private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
    private final Queue<Reply> next = new ConcurrentLinkedQueue<>();
    private final AtomicInteger under = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    /** A request; names of headers in lower case. */
    public record Asked(String path, Map<String, String> headers, JsonNode body) {

        /** The text of the last turn. */
        public String turn() {
            JsonNode messages = body.path("messages");
            return messages.get(messages.size() - 1).path("content").asString();
        }
    }

    /** One way to answer. */
    interface Reply {
        void send(String right, OutputStream out) throws IOException;
    }

    /** @param answer the body of a good answer */
    public LocalService(Function<Asked, String> answer) {
        this.answer = answer;
        try {
            server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::serve);
    }

    /** A service whose chat gives a function of what the user said. */
    public static LocalService chatting(Function<String, String> reply) {
        return new LocalService(asked -> chat(reply.apply(asked.turn())));
    }

    /** A good answer of one choice. */
    public static String chat(String text) {
        return "{\"choices\": [{\"index\": 0, \"message\": {\"role\": \"assistant\", \"content\": "
                + JSON.writeValueAsString(text)
                + "}, \"finish_reason\": \"stop\"}], \"usage\": {\"prompt_tokens\": 10, \"completion_tokens\": 3}}";
    }

    /** What it answers to the next requests, one each; then again as it should. */
    void next(Reply... replies) {
        next.addAll(List.of(replies));
    }

    public String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/v1";
    }

    /** Settings without a key. */
    public EndpointConfig config() {
        return config(Optional.empty(), 4);
    }

    EndpointConfig config(Optional<String> keyVariable, int attempts) {
        return new EndpointConfig(
                url(), "m-1", keyVariable, 4, 60, attempts, TokenLimit.MAX_TOKENS, Optional.empty(), Optional.empty());
    }

    public Endpoint endpoint(Path cache) {
        return new Endpoint(config(), Map.of(), cache, new Seed(1));
    }

    Endpoint endpoint(Path cache, Time time) {
        return endpoint(cache, time, Duration.ofSeconds(60));
    }

    private Endpoint endpoint(Path cache, Time time, Duration patience) {
        return new Endpoint(config(), Map.of(), cache, new Seed(1), time, patience);
    }

    /** One that gives up waiting soon, and often: on a busy machine a good answer may be late as well. */
    Endpoint impatient(Path cache, Time time) {
        return new Endpoint(config(Optional.empty(), 30), Map.of(), cache, new Seed(1), time, Duration.ofMillis(500));
    }

    /** Every request so far. */
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** Most requests that were under way at once. */
    int mostAtOnce() {
        return most.get();
    }

    static Reply status(int status, String headers, String body) {
        return (right, out) -> send(out, status + " Because", headers, body, body.length());
    }

    static Reply busy() {
        return status(503, "", "");
    }

    /** 200 with another body. */
    static Reply saying(String body) {
        return status(200, "", body);
    }

    /** The right answer, but the connection ends after some of its bytes. */
    static Reply broken() {
        return (right, out) -> send(out, "200 OK", "", right, right.length() / 2);
    }

    /** No byte at all, and the end of the connection. */
    static Reply dropped() {
        return (right, out) -> {};
    }

    /** Nothing, until the one who asks has had enough. */
    static Reply silence() {
        return (right, out) -> {
            throw new SilentException();
        };
    }

    /** The head and half the right answer, then nothing. */
    static Reply silenceAfterHalf() {
        return (right, out) -> {
            send(out, "200 OK", "", right, right.length() / 2);
            throw new SilentException();
        };
    }

    private static final class SilentException extends IOException {
        private static final long serialVersionUID = 1;
    }

    private static void send(OutputStream out, String status, String headers, String body, int characters)
            throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + bytes.length
                + "\r\nConnection: close\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(bytes, 0, characters == body.length() ? bytes.length : Math.min(characters, bytes.length));
    }

    private void serve() {
        try {
            while (true) {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> answer(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void answer(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            Asked request = read(in);
            most.accumulateAndGet(under.incrementAndGet(), Math::max);
            asked.add(request);
            OutputStream out = socket.getOutputStream();
            Reply reply = next.poll();
            String right = answer.apply(request);
            under.decrementAndGet();
            try {
                (reply == null ? saying(right) : reply).send(right, out);
                out.flush();
            } catch (SilentException e) {
                out.flush();
                in.read(); // until the other side closes
            }
        } catch (IOException e) {
            // the other side has gone, as some tests want
        }
    }

    private static Asked read(InputStream in) throws IOException {
        String path = line(in).split(" ")[1];
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            headers.put(
                    line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT),
                    line.substring(line.indexOf(':') + 2));
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.get("content-length")));
        return new Asked(path, headers, JSON.readTree(body));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("no request");
            }
            bytes.write(next);
        }
        return bytes.toString(StandardCharsets.US_ASCII).strip();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
