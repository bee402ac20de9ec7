package lockpick.report.dashboard;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.stream.Stream;
import lockpick.report.Site.StudyFolder;
import lockpick.study.serve.LocalHttp;

/**
 * The site of studies over HTTP while their runs are computed, and under {@code /events} what is going on, as server-sent events
 * (docs/design/site.md). It only reads, and each request has a virtual thread.
 */
public final class DashboardServer implements AutoCloseable {

    private static final long HEARTBEAT_MILLIS = 15_000; // so that readers who have gone are noticed
    private static final int MOST_READERS = 256;
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "json", "application/json; charset=utf-8",
            "csv", "text/csv; charset=utf-8",
            "txt", "text/plain; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png");

    private final Optional<AccessToken> token;
    private final Consumer<Throwable> failures;
    private final LiveStudies studies;
    private final HttpServer server;
    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore readers = new Semaphore(MOST_READERS);

    /**
     * Makes the site, and serves it until closed.
     *
     * @param studies no two of one name
     * @param address port 0 takes a free one
     * @param token what readers must know; empty for this machine alone
     * @param interval between two looks at the runs
     * @param failures who is told of our own mistakes
     * @throws IllegalArgumentException if others than this machine could read without a token
     * @throws lockpick.report.read.UnreadableRunException if a study or a run does not hold what it should
     * @throws IOException if the address cannot be had
     */
    public DashboardServer(
            List<StudyFolder> studies,
            InetSocketAddress address,
            Optional<AccessToken> token,
            Duration interval,
            Consumer<Throwable> failures)
            throws IOException {
        if (token.isEmpty() && !address.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException(
                    address.getHostString() + ": others than this machine could read; give a token");
        }
        this.token = token;
        this.failures = failures;
        server = LocalHttp.at(address);
        try {
            this.studies = new LiveStudies(studies, interval, failures);
        } catch (IOException | RuntimeException e) {
            server.stop(0);
            throw e;
        }
        server.setExecutor(requests);
        server.createContext("/", this::serve);
        server.start();
    }

    /** Where it is, port included. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    private void serve(HttpExchange exchange) {
        try (exchange) {
            answer(exchange);
        } catch (IOException e) {
            // the reader has gone
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failures.accept(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException, InterruptedException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Cache-Control", "no-store");
        headers.set("Cross-Origin-Resource-Policy", "same-origin"); // or any page could read data/*.js as a script
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        String method = exchange.getRequestMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            headers.set("Allow", "GET, HEAD");
            refuse(exchange, 405, method + ": a dashboard can only be read");
        } else if (token.isEmpty() && !LocalHttp.namesThisMachine(exchange.getRequestHeaders())) {
            refuse(
                    exchange,
                    403,
                    "Host = " + exchange.getRequestHeaders().getFirst("Host")
                            + ": expected localhost or 127.0.0.1; others need a token");
        } else if (token.isPresent() && parameter(exchange, "token").isPresent()) {
            admit(exchange, token.get());
        } else if (token.isPresent() && !knows(exchange, token.get())) {
            refuse(
                    exchange,
                    401,
                    "This dashboard needs its token: open the address that 'lockpick dashboard' printed.");
        } else if (exchange.getRequestURI().getPath().equals("/events")) {
            events(exchange);
        } else {
            file(exchange);
        }
    }

    /** Exchanges the token of an address for a cookie, so that it stays neither in the address nor in the browser's history. */
    private void admit(HttpExchange exchange, AccessToken right) throws IOException {
        if (!right.is(parameter(exchange, "token").orElse(""))) {
            refuse(exchange, 401, "A wrong token: open the address that 'lockpick dashboard' printed last.");
            return;
        }
        exchange.getResponseHeaders()
                .set("Set-Cookie", cookieName() + "=" + right.cookie() + "; Path=/; HttpOnly; SameSite=Lax");
        exchange.getResponseHeaders()
                .set("Location", exchange.getRequestURI().getRawPath().replaceFirst("^/+", "/")); // of no other host
        exchange.sendResponseHeaders(303, -1);
    }

    private boolean knows(HttpExchange exchange, AccessToken right) {
        Headers headers = exchange.getRequestHeaders();
        Stream<String> cookies = headers.getOrDefault("Cookie", List.of()).stream()
                .flatMap(header -> Arrays.stream(header.split(";")))
                .map(String::strip)
                .filter(cookie -> cookie.startsWith(cookieName() + "="))
                .map(cookie -> cookie.substring(cookieName().length() + 1));
        Stream<String> bearers = headers.getOrDefault("Authorization", List.of()).stream()
                .filter(header -> header.startsWith("Bearer "))
                .map(header -> header.substring("Bearer ".length()));
        return Stream.concat(cookies, bearers).anyMatch(right::is);
    }

    /** Cookies know no ports, and two dashboards may run on one machine. */
    private String cookieName() {
        return "lockpick-" + address().getPort();
    }

    private static Optional<String> parameter(HttpExchange exchange, String name) {
        String query = exchange.getRequestURI().getRawQuery();
        return query == null
                ? Optional.empty()
                : Arrays.stream(query.split("&"))
                        .filter(each -> each.startsWith(name + "="))
                        .map(each -> each.substring(name.length() + 1))
                        .findFirst();
    }

    private void events(HttpExchange exchange) throws IOException, InterruptedException {
        if (!readers.tryAcquire()) {
            refuse(exchange, 503, "More than " + MOST_READERS + " pages are open; close some.");
            return;
        }
        try {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
            if (isHead(exchange)) {
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            exchange.sendResponseHeaders(200, 0); // as long as it comes to be
            OutputStream out = exchange.getResponseBody();
            long read = 0;
            while (true) {
                News.Edition edition = studies.news().after(read, HEARTBEAT_MILLIS);
                String event = edition.number() == read ? ": still here\n\n" : "data: " + edition.text() + "\n\n";
                out.write(event.getBytes(StandardCharsets.UTF_8));
                out.flush();
                read = edition.number();
            }
        } finally {
            readers.release();
        }
    }

    private void file(HttpExchange exchange) throws IOException {
        Optional<Path> file = find(exchange);
        if (file.isEmpty()) {
            refuse(exchange, 404, exchange.getRequestURI().getPath() + ": not here; the first page is /");
            return;
        }
        String name = file.get().getFileName().toString();
        byte[] content;
        try {
            content = Files.readAllBytes(file.get());
        } catch (NoSuchFileException e) { // of a build that has just been deleted
            refuse(exchange, 404, name + ": no longer here; load the page again");
            return;
        }
        exchange.getResponseHeaders()
                .set(
                        "Content-Type",
                        TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream"));
        send(exchange, 200, content);
    }

    /** The file that an address means; nothing outside the site, whatever the address. */
    private Optional<Path> find(HttpExchange exchange) {
        URI address = exchange.getRequestURI();
        Optional<Path> site = studies.site(parameter(exchange, "build")
                .filter(number -> number.matches("\\d{1,18}"))
                .map(number -> OptionalLong.of(Long.parseLong(number)))
                .orElse(OptionalLong.empty()));
        String path = address.getPath().substring(1);
        try {
            return site.map(folder -> folder.resolve(path.isEmpty() || path.endsWith("/") ? path + "index.html" : path)
                            .normalize())
                    .filter(file -> file.startsWith(site.get()) && Files.isRegularFile(file));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static void refuse(HttpExchange exchange, int status, String why) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        send(exchange, status, (why + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, byte[] content) throws IOException {
        if (isHead(exchange) || content.length == 0) {
            exchange.sendResponseHeaders(status, -1); // no content
        } else {
            exchange.sendResponseHeaders(status, content.length);
            exchange.getResponseBody().write(content);
        }
    }

    private static boolean isHead(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("HEAD");
    }

    @Override
    public void close() throws IOException {
        server.stop(0); // its own waiting would also wait for readers of events
        requests.shutdownNow();
        studies.close();
    }
}
