package lockpick.report.dashboard;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/** What others than this machine must know to see a dashboard. */
public final class AccessToken {

    private static final int BYTES = 24;
    private static final int SHORTEST = 16; // characters

    private final String secret;

    private AccessToken(String secret) {
        this.secret = secret;
    }

    /** One that nobody can guess. */
    public static AccessToken random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new AccessToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** @throws IllegalArgumentException if that could be guessed, or cannot stand in an address; the message tells no part of it */
    public static AccessToken of(String secret) {
        if (secret.length() < SHORTEST || !secret.matches("[A-Za-z0-9._~-]+")) {
            throw new IllegalArgumentException(
                    "expected at least " + SHORTEST + " letters, digits or -._~, such as openssl rand -hex 16 writes");
        }
        return new AccessToken(secret);
    }

    /** Whether somebody knows it; how long that takes does not tell what is wrong. */
    boolean is(String given) {
        return MessageDigest.isEqual(secret.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    /** An address of the dashboard as somebody opens it who may see it. */
    public String in(String address) {
        return address + "?token=" + secret;
    }

    /** As the value of a cookie. */
    String cookie() {
        return secret;
    }

    @Override
    public String toString() {
        return "an access token";
    }
}
