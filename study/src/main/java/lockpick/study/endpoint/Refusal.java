package lockpick.study.endpoint;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import lockpick.study.endpoint.Exchange.Reply;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an answer other than 200 means.
 *
 * @param model what was asked
 */
record Refusal(String model, ApiKey key) {

    private static final JsonMapper JSON = new JsonMapper();

    /**
     * Returns if it may pass.
     *
     * @throws EndpointException if it will not
     */
    TryAgainException explain(Reply reply, Instant now) {
        int status = reply.status();
        String said = said(reply.text());
        boolean mayPass = status == 408 || status == 409 || status == 429 || status >= 500;
        if (mayPass && !outOfMoney(reply.text())) {
            return new TryAgainException("HTTP " + status + said, pause(reply, now));
        }
        throw new EndpointException(reply.address() + ": HTTP " + status + " for " + StrangeText.onOneLine(model)
                + (status == 401 ? "" : said) // what the service says may hold a part of the key
                + "; " + advice(status, reply.text()));
    }

    private String advice(int status, String text) {
        if (outOfMoney(text)) {
            return "the account of " + key + " has no credit left; what has been answered is kept";
        }
        return switch (status) {
            case 401 ->
                key.isGiven()
                        ? key + " is not accepted; see that it belongs to this service"
                        : "the service wants an API key; name the environment variable that holds one (key-variable)";
            case 403 -> "see that the account of " + key + " may use this model";
            case 404 ->
                "see that the url is the service's up to its version (/v1 for most), and that it has this model";
            case 413 -> "the request is too large; ask for less at once";
            case 400, 422 -> "the service does not take this request; compare its settings with what the model takes";
            default -> "this is no answer of a model service; check the url";
        };
    }

    /** OpenAI's word for it; the status is the same 429 that a busy service gives. */
    private static boolean outOfMoney(String text) {
        return text.contains("insufficient_quota");
    }

    /** The service's own message, to be put behind a status; empty if it gives none. */
    private static String said(String text) {
        String message = text;
        try {
            JsonNode root = JSON.readTree(text);
            JsonNode error = root.path("error");
            JsonNode found = error.isString() ? error : error.path("message");
            found = found.isString() ? found : root.path("message");
            found = found.isString() ? found : root.path("detail");
            message = found.asString(text);
        } catch (JacksonException e) {
            // then as it stands
        }
        boolean page = message.stripLeading().startsWith("<"); // of a proxy, for browsers
        return message.isBlank() || page ? "" : " (" + StrangeText.onOneLine(message.strip()) + ")";
    }

    /** Retry-After in seconds or as a date, or OpenAI's in milliseconds. */
    private static Optional<Duration> pause(Reply reply, Instant now) {
        Optional<Duration> exact = reply.response()
                .headers()
                .firstValue("retry-after-ms")
                .filter(text -> text.matches("\\d{1,9}"))
                .map(text -> Duration.ofMillis(Long.parseLong(text)));
        return exact.or(() ->
                reply.response().headers().firstValue("Retry-After").flatMap(text -> secondsOrDate(text.strip(), now)));
    }

    private static Optional<Duration> secondsOrDate(String text, Instant now) {
        if (text.matches("\\d{1,9}(\\.\\d{1,9})?")) {
            return Optional.of(Duration.ofMillis((long) Math.ceil(Double.parseDouble(text) * 1000)));
        }
        try {
            return Optional.of(Duration.between(now, ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
