package carillon.protocol;

/** Why a node closes a connection (docs/protocol.md, section 7; RFC 6455, section 7.4). */
public enum CloseCode {

    GOING_AWAY(1001, "the node is going away", true),
    BINARY(1003, "binary message", CloseCode.SLOWLY_MS),
    POLICY(1008, "too many protocol errors", CloseCode.SLOWLY_MS),
    FRAGMENTS(1008, "too many fragments", CloseCode.SLOWLY_MS),
    TOO_BIG(1009, "message too big", CloseCode.SLOWLY_MS),
    FAILED(1011, "the node failed", true),
    ELSEWHERE(1012, "the node hears nothing from the others", true),
    RESTART(1012, "the node restarts", true),
    SLOW_CONSUMER(1013, "slow consumer", true),
    OVERLOAD(1013, "too many connections", true),
    NOT_PUBLISHED(1013, "not published: the broker does not answer", true),
    MAYBE_PUBLISHED(1013, "may not have been published: the broker does not answer", true),
    BUSY(1013, "not published: too many wait for the broker", true),
    SILENT(1001, "nothing heard from the client", true),
    CONNECT_TIMEOUT(4408, "no connect in time", true),
    STALLED(4408, "a message was begun and not ended in time", true),
    RATE(4429, "too fast", true);

    /** Over what was sent: a client that comes back at once would send the same again. */
    private static final int SLOWLY_MS = 60_000;

    private final int code;
    private final String reason;
    private final boolean reconnect;
    private final int leastDelayMs;

    CloseCode(int code, String reason, boolean reconnect) {
        this(code, reason, reconnect, 0);
    }

    CloseCode(int code, String reason, int leastDelayMs) {
        this(code, reason, true, leastDelayMs);
    }

    CloseCode(int code, String reason, boolean reconnect, int leastDelayMs) {
        this.code = code;
        this.reason = reason;
        this.reconnect = reconnect;
        this.leastDelayMs = leastDelayMs;
    }

    /** The number in the close frame. */
    public int code() {
        return code;
    }

    /** The words in the close frame; fewer than 123 bytes (RFC 6455, section 5.5). */
    public String reason() {
        return reason;
    }

    /** Whether the client should come back. */
    public boolean reconnect() {
        return reconnect;
    }

    /** The least time before the client should come back, in milliseconds; not negative. */
    public int leastDelayMs() {
        return leastDelayMs;
    }
}
