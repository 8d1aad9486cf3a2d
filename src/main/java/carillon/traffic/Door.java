package carillon.traffic;

import java.util.List;
import java.util.Locale;

/** By which way publications come into this node, or leave it. */
public enum Door {

    /** {@code carillon.v1} by WebSocket. */
    WEBSOCKET,
    /** Raw text by WebSocket. */
    RAW,
    /** Server-sent events; only out. */
    SSE,
    /** HTTP; only in. */
    POST,
    /** Plain JMS, which every node hears; only in. */
    JMS;

    /** The doors by which publications come in. */
    public static final List<Door> IN = List.of(WEBSOCKET, RAW, POST, JMS);
    /** The doors by which clients are written to. */
    public static final List<Door> OUT = List.of(WEBSOCKET, RAW, SSE);

    private final String word = name().toLowerCase(Locale.ROOT);

    /** As operators are told. */
    public String word() {
        return word;
    }
}
