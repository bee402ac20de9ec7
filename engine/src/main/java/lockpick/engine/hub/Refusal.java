package lockpick.engine.hub;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** What an answer that is not the wanted one means. */
final class Refusal {

    private Refusal() {}

    /**
     * The reason in a sentence, with what to do.
     *
     * @return a {@link TryAgainException} if it may pass, otherwise a {@link HubException}
     */
    static IOException of(Answer answer, Hub hub, RepositoryId repository, String revision, Instant now) {
        int status = answer.status();
        if (status == 408 || status == 425 || status == 429 || status >= 500) {
            String limit = status == 429 && !hub.hasToken() ? "; with HF_TOKEN set it allows more" : "";
            return new TryAgainException(answer.host() + " is busy (HTTP " + status + limit + ")", pause(answer, now));
        }
        if (!hub.isHome(answer.address())) {
            return new TryAgainException(
                    answer.host() + " refuses (HTTP " + status + ")"); // with a new signature it may not
        }
        String code = answer.headers().firstValue("X-Error-Code").orElse("");
        return new HubException(repository + ": "
                + switch (status) {
                    case 401, 403, 404 -> denied(status, code, hub, repository, revision);
                    default -> "unexpected answer of " + answer.host() + " (HTTP " + status + "); check HF_ENDPOINT";
                });
    }

    private static String denied(int status, String code, Hub hub, RepositoryId repository, String revision) {
        if (code.equals("GatedRepo") || status == 403) {
            return hub.hasToken()
                    ? "is gated, and the account of HF_TOKEN has no access; accept the licence on "
                            + hub.page(repository) + " with that account, and see that the token may read gated models"
                    : "is gated; accept the licence on " + hub.page(repository)
                            + ", then set HF_TOKEN to a token of that account";
        }
        if (code.equals("RevisionNotFound")) {
            return "has no revision " + Visible.text(revision) + "; see its branches and commits on "
                    + hub.page(repository);
        }
        if (code.equals("EntryNotFound")) {
            return "lists a file that it does not hold; try again later";
        }
        if (status == 401 && hub.hasToken() && code.isEmpty()) {
            return "HF_TOKEN is not accepted; make a new token, or unset HF_TOKEN for a public repository";
        }
        return "there is no such repository, or it is private; check the name on " + hub.page(repository)
                + (hub.hasToken()
                        ? ", and that HF_TOKEN may read it"
                        : "; for a private one set HF_TOKEN to a token that may read it");
    }

    /** Retry-After: seconds, or a date. */
    private static Optional<Duration> pause(Answer answer, Instant now) {
        return answer.headers().firstValue("Retry-After").flatMap(text -> {
            try {
                return Optional.of(
                        text.matches("\\d{1,9}")
                                ? Duration.ofSeconds(Long.parseLong(text))
                                : Duration.between(
                                        now, ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)));
            } catch (DateTimeParseException e) {
                return Optional.empty();
            }
        });
    }
}
