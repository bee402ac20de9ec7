package lockpick.study.serve;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A request that gets no completion, in the form in which OpenAI says so. */
final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;
    private final @Nullable String field;
    private final transient Map<String, String> headers;

    private RefusedException(
            int status, String code, @Nullable String field, String message, Map<String, String> headers) {
        super(message);
        this.status = status;
        this.code = code;
        this.field = field;
        this.headers = headers;
    }

    /**
     * A request that cannot be answered, whoever sends it and when.
     *
     * @param status of HTTP
     * @param code in a word, for programs
     */
    static RefusedException of(int status, String code, String message) {
        return new RefusedException(status, code, null, message, Map.of());
    }

    /** One that is refused with a header that says more. */
    static RefusedException of(int status, String code, String message, String header, String value) {
        return new RefusedException(status, code, null, message, Map.of(header, value));
    }

    /** One that will do a little later. */
    static RefusedException later(int status, String code, String message) {
        return of(status, code, message, "Retry-After", "1");
    }

    /** A member that is not as it should be. */
    static RefusedException field(String field, String code, String message) {
        return new RefusedException(400, code, field, field + message, Map.of());
    }

    /** A member whose value is not what was expected. */
    static RefusedException value(String field, String given, String expected) {
        return field(field, "invalid_value", " = " + given + ": expected " + expected);
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    /** {@code {"error": {"message": …, "type": …, "param": …, "code": …}}} */
    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putObject("error")
                .put("message", getMessage())
                .put("type", status >= 500 ? "server_error" : "invalid_request_error")
                .put("param", field)
                .put("code", code);
        return json;
    }
}
