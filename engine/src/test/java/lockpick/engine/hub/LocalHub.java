package lockpick.engine.hub;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A hub on this machine with one repository, org/model. It answers as it should, unless it is told how to misbehave next.
 * It speaks HTTP over plain sockets, so that it can break off anywhere.
 */
final class LocalHub implements AutoCloseable {

    static final RepositoryId MODEL = new RepositoryId("org", "model");
    static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    private final ServerSocket server;
    private final Map<String, byte[]> files = new TreeMap<>();
    private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
    private final Queue<Reply> next = new ConcurrentLinkedQueue<>();
    private volatile Optional<String> listing = Optional.empty();
    private volatile String commit = COMMIT;

    /** A request; names of headers in lower case. */
    record Asked(String target, Map<String, String> headers) {

        boolean isForFile() {
            return target.contains("/resolve/");
        }

        /** The first byte that is asked for. */
        int from() {
            return Integer.parseInt(headers.getOrDefault("range", "bytes=0-")
                    .replace("bytes=", "")
                    .replace("-", ""));
        }
    }

    /** One way to answer a request for a file. */
    interface Reply {
        void send(Asked asked, byte[] content, OutputStream out) throws IOException;
    }

    LocalHub() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    LocalHub with(String path, byte[] content) {
        files.put(path, content);
        return this;
    }

    /** What it answers to the next requests for a file, one each; then again as it should. */
    void next(Reply... replies) {
        next.addAll(List.of(replies));
    }

    /** What it answers when asked for the listing. */
    void list(String json) {
        listing = Optional.of(json);
    }

    void commit(String name) {
        commit = name;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    Hub hub() {
        return hub(Optional.empty(), Duration.ofSeconds(20));
    }

    Hub hub(Optional<String> token, Duration patience) {
        return new Hub(address(), token, patience);
    }

    /** Every request so far. */
    List<Asked> asked() {
        return List.copyOf(asked);
    }

    List<Asked> askedForFiles() {
        return asked().stream().filter(Asked::isForFile).toList();
    }

    /** The rest of the content that is asked for, if the tag is still right; the whole one otherwise. */
    static Reply tagged(String tag) {
        return (asked, content, out) -> rest(asked, content, tag, content.length, out);
    }

    /** As it should, but the connection ends after so many bytes of content. */
    static Reply broken(int bytes) {
        return (asked, content, out) -> rest(asked, content, "\"same\"", bytes, out);
    }

    private static void rest(Asked asked, byte[] content, String tag, int most, OutputStream out) throws IOException {
        String condition = asked.headers().getOrDefault("if-range", tag);
        int from = condition.equals(tag) ? asked.from() : 0;
        String head = "HTTP/1.1 " + (from == 0 ? "200 OK" : "206 Partial Content") + "\r\nETag: " + tag
                + "\r\nContent-Length: " + (content.length - from) + "\r\nContent-Range: bytes " + from + "-"
                + (content.length - 1) + "/" + content.length + "\r\nConnection: close\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(content, from, Math.min(most, content.length - from));
    }

    /** These bytes, whatever was asked for. */
    static Reply whole(byte[] other) {
        return (asked, content, out) -> send(out, "200 OK", "ETag: \"other\"\r\n", other);
    }

    /** Nothing but a status and headers, each with its line end. */
    static Reply status(int status, String headers) {
        return (asked, content, out) -> send(out, status + " Because", headers, new byte[0]);
    }

    /** Nothing at all, until the one who asks has had enough. */
    static Reply silence() {
        return (asked, content, out) -> {
            throw new SilentException();
        };
    }

    /** The head and so many bytes, then nothing. */
    static Reply silenceAfter(int bytes) {
        return (asked, content, out) -> {
            rest(asked, content, "\"same\"", bytes, out);
            throw new SilentException();
        };
    }

    private static final class SilentException extends IOException {
        private static final long serialVersionUID = 1;
    }

    private static void send(OutputStream out, String status, String headers, byte[] body) throws IOException {
        String head = "HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + body.length
                + "\r\nConnection: close\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(body);
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
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            Asked request = read(in);
            asked.add(request);
            OutputStream out = socket.getOutputStream();
            try {
                if (request.isForFile()) {
                    Reply reply = next.poll();
                    String path = request.target()
                            .replaceFirst(".*/resolve/[^/]*/", "")
                            .replaceFirst("[?].*", "");
                    (reply == null ? tagged("\"same\"") : reply)
                            .send(request, files.getOrDefault(path, new byte[0]), out);
                } else {
                    send(out, "200 OK", "", listing.orElseGet(this::listing).getBytes(StandardCharsets.UTF_8));
                }
                out.flush();
            } catch (SilentException e) {
                out.flush();
                in.read(); // until the other side closes
            }
        } catch (IOException e) {
            // the other side has gone, as some tests want
        }
    }

    private static Asked read(BufferedReader in) throws IOException {
        String target = in.readLine().split(" ")[1];
        Map<String, String> headers = new TreeMap<>();
        for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
            headers.put(
                    line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT),
                    line.substring(line.indexOf(':') + 2));
        }
        return new Asked(target, headers);
    }

    /** Names that end in .safetensors are large files, the others small ones, as on the real hub. */
    private String listing() {
        List<String> siblings = new ArrayList<>();
        files.forEach((path, content) -> {
            boolean large = path.endsWith(".safetensors");
            Checksum.Kind kind = large ? Checksum.Kind.SHA256 : Checksum.Kind.GIT_BLOB;
            String hex = hex(kind, content);
            siblings.add("{\"rfilename\": \"" + path + "\", \"size\": " + content.length + ", "
                    + (large
                            ? "\"blobId\": \"" + "0".repeat(40) + "\", \"lfs\": {\"size\": " + content.length
                                    + ", \"sha256\": \"" + hex + "\", \"pointerSize\": 134}}"
                            : "\"blobId\": \"" + hex + "\"}"));
        });
        return "{\"id\": \"org/model\", \"sha\": \"" + commit + "\", \"gated\": false, \"siblings\": ["
                + String.join(", ", siblings) + "]}";
    }

    static String hex(Checksum.Kind kind, byte[] content) {
        String any = "0".repeat(kind == Checksum.Kind.SHA256 ? 64 : 40);
        return HexFormat.of()
                .formatHex(new Checksum(kind, any).digest(content.length).digest(content));
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
