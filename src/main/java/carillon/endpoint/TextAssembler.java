package carillon.endpoint;

import carillon.channel.Utf8;
import carillon.config.Limit;
import carillon.config.Settings;
import carillon.config.Ticker;
import carillon.protocol.CloseCode;
import java.util.Optional;

/**
 * Puts the fragments of a text message together, and stops when there are too many or it grows too long.
 *
 * <p>The containers' own limits can't be trusted: Payara 6.2025.10 looks at the length when the message ends, WildFly 39 not at all. Used by one
 * thread at a time, as the container calls the endpoint of one session, but for the age.
 */
final class TextAssembler {

    private final int maxBytes;
    private final int maxFragments;
    private final Ticker ticker;
    private StringBuilder parts;
    private int bytes;
    private int fragments;
    private CloseCode fault;
    /** When the message that has not ended began; looked at by the keepalive only while {@link #begun}. */
    private volatile long begunAt;
    private volatile boolean begun;

    TextAssembler(Settings settings, Ticker ticker) {
        this.maxBytes = settings.get(Limit.MESSAGE_MAX_BYTES);
        this.maxFragments = settings.get(Limit.FRAGMENTS_MAX);
        this.ticker = ticker;
    }

    /** Takes a fragment; gives the whole message if it was the last one of a message that keeps the limits. */
    Optional<String> add(String fragment, boolean last) {
        if (fault != null) {
            return Optional.empty();
        }
        bytes += Utf8.length(fragment);
        fragments++;
        if (bytes > maxBytes) {
            return fail(CloseCode.TOO_BIG);
        }
        if (fragments > maxFragments) {
            return fail(CloseCode.FRAGMENTS);
        }
        return last ? Optional.of(whole(fragment)) : keep(fragment);
    }

    private Optional<String> fail(CloseCode why) {
        fault = why;
        parts = null;
        begun = false;
        return Optional.empty();
    }

    private String whole(String fragment) {
        String message = parts == null ? fragment : parts.append(fragment).toString();
        parts = null;
        bytes = 0;
        fragments = 0;
        begun = false;
        return message;
    }

    private Optional<String> keep(String fragment) {
        if (parts == null) {
            parts = new StringBuilder();
            begunAt = ticker.nanos();
            begun = true;
        }
        parts.append(fragment);
        return Optional.empty();
    }

    /** Which limit was broken; from then on nothing is taken. */
    Optional<CloseCode> fault() {
        return Optional.ofNullable(fault);
    }

    /** Whether a message has begun and not ended. */
    boolean isBegun() {
        return begun;
    }

    /** How long ago the message began that has not ended, in nanoseconds; 0 if there is none. Safe for use by any thread. */
    long ageNanos() {
        return begun ? ticker.nanos() - begunAt : 0;
    }
}
