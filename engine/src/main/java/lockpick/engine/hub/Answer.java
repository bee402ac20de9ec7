package lockpick.engine.hub;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** A server's answer, whose body is still arriving. */
record Answer(URI address, int status, HttpHeaders headers, Body body) implements AutoCloseable {

    /** Where it sends us instead. */
    Optional<URI> redirect() throws HubException {
        Optional<String> location = headers.firstValue("Location");
        if (status < 301 || status > 308 || status == 304 || location.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(address.resolve(location.get()));
        } catch (IllegalArgumentException e) {
            throw new HubException(host() + ": sends us to an address that is none");
        }
    }

    /** The server, without the rest of the address, which may hold a signature. */
    String host() {
        return address.getHost();
    }

    /** The name of this very content, if the server gives one that holds byte for byte. */
    Optional<String> strongTag() {
        return headers.firstValue("ETag").filter(tag -> tag.startsWith("\""));
    }

    /** The whole body. @throws HubException if it is longer than so many bytes */
    byte[] bytes(int most) throws HubException, TryAgainException, InterruptedException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Optional<List<ByteBuffer>> next = body.next(); next.isPresent(); next = body.next()) {
            for (ByteBuffer buffer : next.get()) {
                byte[] piece = new byte[buffer.remaining()];
                buffer.get(piece);
                bytes.writeBytes(piece);
            }
            if (bytes.size() > most) {
                throw new HubException(host() + ": answers more than " + most + " bytes where a list was expected");
            }
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        body.close();
    }
}
