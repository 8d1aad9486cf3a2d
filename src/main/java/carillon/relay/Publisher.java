package carillon.relay;

import carillon.backplane.Batch.Item;
import carillon.backplane.JournalPulse;
import carillon.backplane.Pulse;
import carillon.channel.AckLevel;
import carillon.channel.Channel;
import carillon.channel.Payload;
import carillon.channel.Stamp;
import carillon.config.Limit;
import carillon.config.Settings;
import carillon.config.Ticker;
import carillon.history.History;
import carillon.protocol.ErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
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
    private final History history;
    private final AckLevel preset;
    private final boolean keeps;
    private final Pulse pulse;
    private final JournalPulse journalPulse;
    private final Ticker ticker;
    private final long timeoutNanos;
    private final int maxPayload;
    private volatile boolean refusing;

    /** For the container's proxy only. */
    protected Publisher() {
        this(null, null, null, null, Settings.of(Map.of()), null);
    }

    /** Makes one that gives what it accepts to a queue. */
    @Inject
    public Publisher(PublishQueue queue, History history, Pulse pulse, JournalPulse journalPulse, Settings settings, Ticker ticker) {
        this.queue = queue;
        this.history = history;
        this.keeps = settings.journal().isPresent();
        this.preset = AckLevel.parse(settings.level()).orElseThrow();
        this.pulse = pulse;
        this.journalPulse = journalPulse;
        this.ticker = ticker;
        this.timeoutNanos = settings.nanos(Limit.PUBLISH_TIMEOUT_MS);
        this.maxPayload = settings.get(Limit.PAYLOAD_MAX_BYTES);
    }

    /** Publishes what the node itself has to say, without a key, at the level that the operator has set; see {@link #publish(FlowKey, Submission)}. */
    public CompletionStage<Receipt> publish(Channel channel, Payload payload) {
        return publish(FlowKey.NODE, new Submission(channel, payload, Optional.empty(), Optional.empty()));
    }

    /**
     * Publishes.
     *
     * @param flow who publishes: flows share what the broker takes, and each keeps its order
     * @param what what, and where: what was delivered here of late with its key, on its channel, is not published again
     * @return completes, on any thread and within {@link Limit#PUBLISH_TIMEOUT_MS}, with the receipt once it has come so far, or with a
     *     {@link PublishException}
     */
    public CompletionStage<Receipt> publish(FlowKey flow, Submission what) {
        if (what.payload().bytes() > maxPayload) {
            return CompletableFuture.failedFuture(tooLarge(what.payload().bytes()));
        }
        AckLevel level = what.level().orElse(preset);
        if (level == AckLevel.DURABLE && !journalPulse.alive()) {
            return CompletableFuture.failedFuture(keeps ? PublishException.journalAway() : PublishException.notKept());
        }
        Optional<History.Known> known = what.key().flatMap(key -> history.known(what.channel(), key, what.payload()));
        if (known.isPresent() && !known.get().same()) {
            return CompletableFuture.failedFuture(PublishException.conflict());
        }
        if (known.isPresent() && level != AckLevel.DURABLE) {
            return CompletableFuture.completedFuture(new Receipt(known.get().stamp(), AckLevel.ECHOED, true));
        }
        return send(flow, what.item(), level)
                .thenApply(stamp -> known.map(first -> new Receipt(first.stamp(), level, true)).orElse(new Receipt(stamp, level, false)));
    }

    private CompletionStage<Stamp> send(FlowKey flow, Item item, AckLevel level) {
        if (refusing) {
            return CompletableFuture.failedFuture(PublishException.leaving());
        }
        if (!pulse.alive()) {
            return CompletableFuture.failedFuture(PublishException.unavailable());
        }
        long now = ticker.nanos();
        Pending pending = new Pending(flow, item, level, now, now + timeoutNanos);
        return queue.offer(pending) ? pending.outcome() : CompletableFuture.failedFuture(PublishException.busy());
    }

    private PublishException tooLarge(int bytes) {
        return new PublishException(ErrorCode.TOO_LARGE, "The payload has " + bytes + " bytes; " + maxPayload + " are allowed. Nothing was published.");
    }

    /** Settles all publications whose time is over. To be called many times a second. */
    public void expire() {
        queue.expire();
    }

    /** Accepts nothing more; the node still speaks. */
    void refuse() {
        refusing = true;
    }

    /** Whether all that was accepted is settled. */
    boolean isIdle() {
        return queue.isIdle();
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
