package carillon.endpoint;

import java.security.SecureRandom;
import java.util.Base64;

/** Names for connections: random, so that they say nothing about others. */
final class ConnectionIds {

    private static final SecureRandom RANDOM = new SecureRandom();

    private ConnectionIds() {
    }

    /** A name that nobody had before: 48 random bits. */
    static String next() {
        byte[] bits = new byte[6];
        RANDOM.nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }
}
