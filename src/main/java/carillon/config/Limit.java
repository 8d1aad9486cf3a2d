package carillon.config;

/**
 * A number that bounds something: its key, default, bounds and reason.
 *
 * <p>{@code docs/operations.md} lists them; a test compares the two.
 */
public enum Limit {

    MESSAGE_MAX_BYTES("carillon.message.max.bytes", 65_536, 1_024, 16_777_216, "longest message that a client may send; above it: close 1009"),
    FRAGMENTS_MAX("carillon.fragments.max", 1_000, 1, 1_000_000, "fragments of one message, empty ones too; above it: close 1008"),
    MESSAGE_TIMEOUT_MS("carillon.message.timeout.ms", 10_000, 100, 600_000, "time from the first fragment of a message to its last; after it: close 4408"),
    ANSWER_TIMEOUT_MS("carillon.answer.timeout.ms", 10_000, 1_000, 600_000, "time in which a client has to read an answer by HTTP; after it the connection is reset"),
    ANSWERS_MAX("carillon.answers.max", 32, 1, 10_000, "answers by HTTP that threads of the server write at a time; above it the oldest are reset after a second"),
    PAYLOAD_MAX_BYTES("carillon.payload.max.bytes", 65_536, 1, 16_777_216, "longest payload of a publication, by any door, in bytes of UTF-8"),
    OUTBOX_MAX_BYTES("carillon.outbox.max.bytes", 1_048_576, 16_384, 268_435_456,
            "what may wait for one connection; above it the connection is closed as a slow consumer (1013), or what `carillon.overflow` says"),
    OUTBOX_TOTAL_MAX_BYTES("carillon.outbox.total.max.bytes", 0, 0, 2_000_000_000,
            "what may wait for all connections of one node together, what several wait for counted once; above it those for which most waits are closed as slow consumers; 0: a quarter of the heap"),
    WINDOW_MAX_BYTES("carillon.window.max.bytes", 262_144, 0, 268_435_456,
            "what may be on its way to one connection that has not proved, by answering a ping, that it read it; 0: no bound"),
    FRAME_MAX_BYTES("carillon.frame.max.bytes", 65_536, 1_024, 1_048_576, "how much of what waits for a connection is put into one frame"),
    CONNECTIONS_MAX("carillon.connections.max", 10_000, 1, 1_000_000, "connections of one node; above it: HTTP 503"),
    ADDRESS_CONNECTIONS_MAX("carillon.address.connections.max", 0, 0, 1_000_000,
            "connections of one node from one address; 0: any number, as behind a proxy all come from its address; above it: HTTP 429"),
    HANDSHAKES_MAX("carillon.handshakes.max", 0, 0, 1_000, "WebSocket handshakes that a node carries out at a time; 0: twice as many as there are processors"),
    HANDSHAKES_WAITING_MAX("carillon.handshakes.waiting.max", 56, 0, 10_000,
            "and how many wait for that, each on a thread of the server's, of which it has to leave some; above it: HTTP 503 with Retry-After"),
    SUBSCRIPTIONS_MAX("carillon.subscriptions.max", 100, 1, 100_000, "subscriptions of one connection"),
    EVENTS_ADDRESS_MAX_BYTES("carillon.events.address.max.bytes", 16_384, 1_024, 1_048_576,
            "longest address of an event stream, path and query: what the server and all proxies before it let pass; clients are told; above it: HTTP 414"),
    ERRORS_MAX("carillon.errors.max", 20, 1, 1_000_000, "protocol errors of one connection within a minute before it is closed (1008); values that an application chose are none"),
    PUBLISH_RATE("carillon.publish.rate", 10_000, 0, 10_000_000,
            "publications per second of one connection; 0: any number; above it: error `rate`, raw text: close 4429"),
    PUBLISH_BURST("carillon.publish.burst", 20_000, 1, 10_000_000, "publications of one connection that may come at once, after a quiet time"),
    PUBLISH_RATE_BYTES("carillon.publish.rate.bytes", 4_194_304, 0, 1_073_741_824,
            "bytes that one connection may publish per second (payload, name, key and 256 for each publication); 0: any number; above it as with `carillon.publish.rate`"),
    PUBLISH_BURST_BYTES("carillon.publish.burst.bytes", 16_777_216, 1_024, 1_073_741_824, "bytes of one connection that may come at once, after a quiet time"),
    COMMAND_RATE("carillon.command.rate", 200, 0, 10_000_000, "other commands per second of one connection; 0: any number; above it: error `rate`"),
    COMMAND_BURST("carillon.command.burst", 2_000, 1, 10_000_000, "other commands of one connection that may come at once, after a quiet time"),
    CONNECT_TIMEOUT_MS("carillon.connect.timeout.ms", 5_000, 100, 600_000, "time from opening to the connect command; after it: close 4408; raw text: to the first sign of life"),
    PING_INTERVAL_MS("carillon.ping.interval.ms", 25_000, 100, 3_600_000, "time between pings; a connection silent for two and a half is closed"),
    WRITE_TIMEOUT_MS("carillon.write.timeout.ms", 30_000, 100, 3_600_000, "time that one write may take, or a publication wait (twice that at the most); after it the connection is closed as a slow consumer"),
    WRITERS("carillon.writers", 0, 0, 64, "threads that write to clients; 0: as many as there are processors, two at the least"),
    PUBLISH_TIMEOUT_MS("carillon.publish.timeout.ms", 3_000, 100, 60_000, "time in which a publish is answered, whatever the broker does"),
    PUBLISH_QUEUE_MAX("carillon.publish.queue.max", 65_536, 1, 10_000_000, "publications of one node that may wait for the broker"),
    PUBLISH_QUEUE_MAX_BYTES("carillon.publish.queue.max.bytes", 16_777_216, 16_384, 1_073_741_824, "and their payloads together"),
    PUBLISH_INFLIGHT_MAX("carillon.publish.inflight.max", 16_384, 1, 10_000_000, "publications of one connection that may wait for the broker"),
    PUBLISH_INFLIGHT_MAX_BYTES("carillon.publish.inflight.max.bytes", 4_194_304, 1_024, 1_073_741_824,
            "and their bytes together; one publication may always wait; above it: error `busy`, raw text: close 1013"),
    BATCH_MAX_BYTES("carillon.batch.max.bytes", 262_144, 1_024, 3_145_728, "how much of what waits for the broker is put into one JMS message"),
    HEARTBEAT_INTERVAL_MS("carillon.heartbeat.interval.ms", 1_000, 50, 10_000, "time between heartbeats of a node through the broker"),
    HEARTBEAT_TIMEOUT_MS("carillon.heartbeat.timeout.ms", 3_000, 150, 60_000,
            "a node that has not heard its own heartbeat for so long is not ready, and refuses to publish"),
    FENCE_MS("carillon.fence.ms", 10_000, 1_000, 3_600_000, "a node whose heartbeats the broker takes, but which has not heard its own for so long, sends its clients elsewhere (1012)"),
    FENCE_AWAY_MS("carillon.fence.away.ms", 45_000, 1_000, 3_600_000, "a node that has not reached the broker for so long sends its clients elsewhere (1012); less than half of `carillon.history.window.ms`, or they are told of a gap that they need not have"),
    LIVE_MS("carillon.live.ms", 60_000, 1_000, 3_600_000, "a node of which a part has been stuck or dead for so long says that it is not live; a broker that is away is no such thing"),
    START_TIMEOUT_MS("carillon.start.timeout.ms", 300_000, 10_000, 3_600_000,
            "time in which a node in one file has to start; after it the process ends with status 75"),
    NODES_EXPECTED("carillon.nodes.expected", 0, 0, 1_024, "how many nodes there should be; where fewer are heard the cluster doctor says so; 0: it doesn't know"),
    DRAIN_READY_MS("carillon.drain.ready.ms", 2_000, 0, 600_000, "time from saying that the node is not ready to sending its first client away: what a load balancer needs to notice"),
    DRAIN_MS("carillon.drain.ms", 10_000, 0, 600_000, "time in which a node that is stopped sends its clients away; less where there are fewer than 200 for each second of it"),
    REJECTED_PER_MINUTE("carillon.rejected.per.minute", 600, 0, 1_000_000, "copies of malformed JMS messages that the cluster sets aside; above it they are only counted"),
    HISTORY_WINDOW_MS("carillon.history.window.ms", 120_000, 1_000, 3_600_000, "how long a node remembers what it delivered; a client may be away for so long"),
    HISTORY_MAX_BYTES("carillon.history.max.bytes", 33_554_432, 16_384, 2_000_000_000, "how much a node remembers, whichever is reached first; a publication costs 144 bytes and its payload"),
    HISTORY_FLOORS_MAX("carillon.history.floors.max", 65_536, 1, 10_000_000,
            "for how many channels (each with each publishing node) it is remembered that something was let go; above it more clients than need be are told that they may have missed something"),
    HISTORY_SHARES("carillon.history.shares", 64, 1, 100_000,
            "into how many shares history and keys are divided: what a connection publishes beyond one share in a window is forgotten first when either is full; 1: no shares"),
    KEYS_MAX("carillon.keys.max", 65_536, 1, 10_000_000,
            "how many idempotency keys a node remembers, for three windows at the most; of more, first those are forgotten that are beyond the share of their client; what is published again after that is delivered again"),
    HOLD_MAX("carillon.hold.max", 65_536, 1, 10_000_000, "publications that may wait for others before them to be repaired; above it the clients are told of a gap"),
    HOLD_MAX_BYTES("carillon.hold.max.bytes", 16_777_216, 16_384, 1_073_741_824, "and their payloads together"),
    HOLE_TIMEOUT_MS("carillon.hole.timeout.ms", 2_000, 100, 60_000, "time in which a hole has to begin to close; after it the clients are told of a gap"),
    REPAIR_MAX_BYTES("carillon.repair.max.bytes", 4_194_304, 65_536, 1_073_741_824, "how much a node sends again in a second for those who lack it"),
    UNECHOED_MAX_BYTES("carillon.unechoed.max.bytes", 16_777_216, 16_384, 1_073_741_824,
            "how much of its own a node keeps until it comes back through the broker, to send it again if the broker loses it"),
    WARMUP_TIMEOUT_MS("carillon.warmup.timeout.ms", 10_000, 0, 600_000, "time in which a fresh node asks others for what they remember, before it is ready without it; 0: it doesn't ask"),
    WARMUP_MAX_BYTES("carillon.warmup.max.bytes", 33_554_432, 65_536, 1_073_741_824, "how much a node sends in a second to those that ask");

    private final String key;
    private final int preset;
    private final int least;
    private final int most;
    private final String reason;

    Limit(String key, int preset, int least, int most, String reason) {
        this.key = key;
        this.preset = preset;
        this.least = least;
        this.most = most;
        this.reason = reason;
    }

    /** The name of the setting. */
    public String key() {
        return key;
    }

    /** The value where none is set. */
    public int preset() {
        return preset;
    }

    /** The least value allowed. */
    int least() {
        return least;
    }

    /** The greatest value allowed. */
    int most() {
        return most;
    }

    /** What is bounded, and what happens at the bound. */
    public String reason() {
        return reason;
    }

    /**
     * The value that a setting's text stands for.
     *
     * @throws IllegalArgumentException if it is not a whole number within the bounds
     */
    int parse(String text) {
        try {
            int value = Integer.parseInt(text.trim());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // said below, in the same words
        }
        throw new IllegalArgumentException(key + " must be a whole number from " + least + " to " + most + ", not '" + text + "'.");
    }
}
