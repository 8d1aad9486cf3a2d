package carillon.hub;

import carillon.config.Limit;
import carillon.config.Settings;
import carillon.config.Ticker;
import carillon.protocol.Dialect;

/**
 * What bounds the outboxes of one dialect.
 *
 * @param maxBytes what may wait, in bytes
 * @param frameMaxBytes how much of it is joined to one message, in bytes
 * @param joinsLines whether it is joined at all
 * @param writeTimeoutNanos how long one write may take, in nanoseconds
 * @param ticker the clock
 */
record OutboxRules(int maxBytes, int frameMaxBytes, boolean joinsLines, long writeTimeoutNanos, Ticker ticker) {

    static OutboxRules of(Settings settings, Ticker ticker, Dialect dialect) {
        return new OutboxRules(settings.get(Limit.OUTBOX_MAX_BYTES), settings.get(Limit.FRAME_MAX_BYTES), dialect.joinsLines(),
                settings.nanos(Limit.WRITE_TIMEOUT_MS), ticker);
    }
}
