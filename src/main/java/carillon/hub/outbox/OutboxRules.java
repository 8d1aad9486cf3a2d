package carillon.hub.outbox;

import carillon.config.Limit;
import carillon.config.Settings;
import carillon.config.Ticker;
import carillon.protocol.Dialect;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/**
 * What bounds the outboxes of one dialect.
 *
 * @param maxBytes what may wait, in bytes
 * @param frameMaxBytes how much of it is written at once, in bytes
 * @param windowBytes how much may be written before the client proves that it reads, in bytes; 0 for no bound
 * @param joinsLines whether frames may always be written together
 * @param writeTimeoutNanos how long one write may take, and a frame wait, in nanoseconds
 * @param ticker the clock
 * @param random what pings are numbered with
 */
public record OutboxRules(int maxBytes, int frameMaxBytes, int windowBytes, boolean joinsLines, long writeTimeoutNanos, Ticker ticker, RandomGenerator random) {

    /** One for all: it is safe for use by any thread, and asked once for some ten thousand bytes written. */
    private static final RandomGenerator UNGUESSABLE = new SecureRandom();

    /** The rules that the settings give. */
    public static OutboxRules of(Settings settings, Ticker ticker, Dialect dialect, boolean answersPings) {
        return new OutboxRules(settings.get(Limit.OUTBOX_MAX_BYTES), settings.get(Limit.FRAME_MAX_BYTES), answersPings ? settings.get(Limit.WINDOW_MAX_BYTES) : 0,
                dialect.joinsLines(), settings.nanos(Limit.WRITE_TIMEOUT_MS), ticker, UNGUESSABLE);
    }
}
