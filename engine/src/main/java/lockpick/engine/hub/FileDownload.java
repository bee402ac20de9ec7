package lockpick.engine.hub;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fetches one file, however often the connection drops: each attempt goes on where the last one ended (RFC 9110, section
 * 14). A server that cannot go on, or has other content by now, starts over.
 */
final class FileDownload {

    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-\\d{1,18}/(\\d{1,18}|\\*)");

    private final Hub hub;
    private final RepositoryListing listing;
    private final RemoteFile file;
    private final Time time;
    private Optional<String> tag = Optional.empty();

    FileDownload(Hub hub, RepositoryListing listing, RemoteFile file, Time time) {
        this.hub = hub;
        this.listing = listing;
        this.file = file;
        this.time = time;
    }

    /**
     * Completes what is here.
     *
     * @param length told each time that more is here, in bytes
     * @throws HubException if it cannot be had; what is here stays
     */
    void complete(PartFile part, Backoff backoff, LongConsumer length) throws IOException, InterruptedException {
        long most = part.length();
        while (!part.isWhole()) {
            try {
                attempt(part, length);
            } catch (TryAgainException e) {
                if (part.length() > most) {
                    most = part.length();
                    backoff.gained();
                }
                backoff.await(e);
            }
        }
    }

    private void attempt(PartFile part, LongConsumer length) throws IOException, InterruptedException {
        URI address = hub.file(listing.repository(), listing.commit(), file.path());
        try (Answer answer = hub.get(address, range(part))) {
            switch (answer.status()) {
                case 200 -> part.restart();
                case 206 -> checkGoesOn(answer, part);
                case 416 -> startOver(answer, part);
                default -> throw Refusal.of(answer, hub, listing.repository(), listing.commit(), time.now());
            }
            tag = answer.strongTag();
            receive(answer, part, length);
        }
    }

    private Map<String, String> range(PartFile part) {
        if (part.length() == 0) {
            return Map.of();
        }
        String range = "bytes=" + part.length() + "-";
        return tag.isPresent() ? Map.of("Range", range, "If-Range", tag.get()) : Map.of("Range", range);
    }

    private void checkGoesOn(Answer answer, PartFile part) throws IOException {
        Matcher range = CONTENT_RANGE.matcher(
                answer.headers().firstValue("Content-Range").orElse(""));
        boolean goesOn = range.matches()
                && Long.parseLong(range.group(1)) == part.length()
                && (range.group(2).equals("*") || Long.parseLong(range.group(2)) == file.size());
        if (!goesOn || (tag.isPresent() && !tag.equals(answer.strongTag()))) {
            startOver(answer, part);
        }
    }

    private void startOver(Answer answer, PartFile part) throws IOException {
        part.restart();
        tag = Optional.empty();
        throw new TryAgainException(answer.host() + " has other content by now");
    }

    private static void receive(Answer answer, PartFile part, LongConsumer length)
            throws IOException, InterruptedException {
        Body body = answer.body();
        for (Optional<List<ByteBuffer>> next = body.next(); next.isPresent(); next = body.next()) {
            for (ByteBuffer buffer : next.get()) {
                part.append(buffer);
            }
            length.accept(part.length());
        }
        if (!part.isWhole()) {
            throw new TryAgainException(answer.host() + " ended early");
        }
    }
}
