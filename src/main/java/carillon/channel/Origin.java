package carillon.channel;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One boot of one node, as a publisher.
 *
 * <p>A random id of 64 bits that is never used again: a node that starts anew is a new origin, so its sequence may start from 1.
 *
 * @param id 1 to 22 characters of the base64url alphabet
 */
public record Origin(String id) implements Comparable<Origin> {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,22}");
    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * Makes an origin of an id.
     *
     * @throws IllegalArgumentException if the id is null or not of that form
     */
    public Origin {
        if (id == null || !ID.matcher(id).matches()) {
            throw new IllegalArgumentException("An origin has 1 to 22 characters of the base64url alphabet.");
        }
    }

    /** The origin of an id, or empty if the id is null or not of that form. */
    public static Optional<Origin> parse(String id) {
        return id != null && ID.matcher(id).matches() ? Optional.of(new Origin(id)) : Optional.empty();
    }

    /** An origin that nobody had before. */
    public static Origin random() {
        byte[] bits = new byte[8];
        RANDOM.nextBytes(bits);
        return new Origin(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    @Override
    public int compareTo(Origin other) {
        return id.compareTo(other.id);
    }

    @Override
    public String toString() {
        return id;
    }
}
