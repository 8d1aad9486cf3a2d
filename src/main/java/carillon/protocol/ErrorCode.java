package carillon.protocol;

import java.util.Locale;

/** What can be wrong with a command (docs/protocol.md, section 4). */
public enum ErrorCode {

    /** The command is malformed. */
    BAD_REQUEST,
    /** {@code connect} has to come first. */
    NOT_CONNECTED,
    /** Reserved, not in this version. */
    UNSUPPORTED,
    /** Too many subscriptions. */
    LIMIT,
    /** Too many commands a second; this one was not carried out. */
    RATE,
    /** The payload is too large. */
    TOO_LARGE,
    /** The idempotency key belongs to another publication; nothing was published. */
    CONFLICT,
    /** The broker does not answer; nothing was published. */
    UNAVAILABLE,
    /** The publishing queue is full; nothing was published. */
    BUSY,
    /** The outcome is not known. */
    UNKNOWN;

    private final String wire = name().toLowerCase(Locale.ROOT);

    /** The code as it is written. */
    public String wire() {
        return wire;
    }
}
