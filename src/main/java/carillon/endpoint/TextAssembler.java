package carillon.endpoint;

import carillon.channel.Utf8;
import java.util.Optional;

/**
 * Puts the parts of a text message together, and stops when it grows too long.
 *
 * <p>The containers' own limits can't be trusted: Payara 6.2025.10 looks at the length when the message ends, WildFly 39 not at all. Used by one
 * thread at a time, as the container calls the endpoint of one session.
 */
final class TextAssembler {

    private final int maxBytes;
    private StringBuilder parts;
    private int bytes;
    private boolean tooLong;

    TextAssembler(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Takes a part; gives the whole message if it was the last one of a message that is not too long. */
    Optional<String> add(String part, boolean last) {
        if (tooLong) {
            return Optional.empty();
        }
        bytes += Utf8.length(part);
        if (bytes > maxBytes) {
            tooLong = true;
            parts = null;
            return Optional.empty();
        }
        return last ? Optional.of(whole(part)) : keep(part);
    }

    private String whole(String part) {
        String message = parts == null ? part : parts.append(part).toString();
        parts = null;
        bytes = 0;
        return message;
    }

    private Optional<String> keep(String part) {
        if (parts == null) {
            parts = new StringBuilder();
        }
        parts.append(part);
        return Optional.empty();
    }

    /** Whether a message was too long; from then on nothing is taken. */
    boolean isTooLong() {
        return tooLong;
    }
}
