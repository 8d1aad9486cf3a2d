package carillon.relay;

import carillon.backplane.Pulse;
import carillon.channel.Channel;
import carillon.channel.Payload;
import carillon.channel.Stamp;
import carillon.config.Limit;
import carillon.config.Settings;
import carillon.config.Ticker;
import carillon.protocol.ErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Publishes to all subscribers of a channel, on every node. Safe for use by any thread; never waits.
 *
 * <p>Nothing is delivered here on the way: there is one path only, through the topic, so that the node that published and the others behave alike.
 */
@ApplicationScoped
public class Publisher {

    private final PublishQueue queue;
    private final Pulse pulse;
    private final Ticker ticker;
    private final long timeoutNanos;
    private final int maxPayload;

    /** For the container's proxy only. */
    protected Publisher() {
        this(null, null, Settings.of(Map.of()), null);
    }

    /** Makes one that gives what it accepts to a queue. */
    @Inject
    public Publisher(PublishQueue queue, Pulse pulse, Settings settings, Ticker ticker) {
        this.queue = queue;
        this.pulse = pulse;
        this.ticker = ticker;
        this.timeoutNanos = settings.nanos(Limit.PUBLISH_TIMEOUT_MS);
        this.maxPayload = settings.get(Limit.PAYLOAD_MAX_BYTES);
    }

    /**
     * Publishes.
     *
     * @return completes, on any thread and within {@link Limit#PUBLISH_TIMEOUT_MS}, with the stamp once the broker has accepted it, or with a
     *     {@link PublishException}
     */
    public CompletionStage<Stamp> publish(Channel channel, Payload payload) {
        Pending pending = new Pending(channel, payload, ticker.nanos() + timeoutNanos);
        if (pending.payloadBytes() > maxPayload) {
            return CompletableFuture.failedFuture(tooLarge(pending.payloadBytes()));
        }
        if (!pulse.alive()) {
            return CompletableFuture.failedFuture(PublishException.unavailable());
        }
        return queue.offer(pending) ? pending.outcome() : CompletableFuture.failedFuture(PublishException.busy());
    }

    private PublishException tooLarge(int bytes) {
        return new PublishException(ErrorCode.TOO_LARGE, "The payload has " + bytes + " bytes; " + maxPayload + " are allowed. Nothing was published.");
    }

    /** Settles all publications whose time is over. To be called many times a second. */
    public void expire() {
        queue.expire();
    }

    /** Accepts nothing more; what waits is still sent. */
    public void stop() {
        queue.close();
    }

    /** How many publications wait for the broker. */
    public int waiting() {
        return queue.size();
    }
}
