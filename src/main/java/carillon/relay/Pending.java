package carillon.relay;

import carillon.backplane.Batch.Item;
import carillon.channel.AckLevel;
import carillon.channel.Stamp;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A publication that waits for the broker.
 *
 * <p>It is settled once: a time-out that comes before the sender has taken it means that it will never be sent; one that comes after it means
 * that nobody knows.
 */
final class Pending {

    /** What one costs besides its bytes: an empty publication is no gift. */
    static final int OVERHEAD = 256;

    private final FlowKey flow;
    private final Item item;
    private final AckLevel level;
    private final int payloadBytes;
    private final long acceptedAt;
    private final long deadline;
    private final CompletableFuture<Stamp> outcome = new CompletableFuture<>();
    /** Guarded by this; so is the next field. */
    private boolean taken;
    private boolean expired;

    Pending(FlowKey flow, Item item, AckLevel level, long acceptedAt, long deadline) {
        this.flow = flow;
        this.item = item;
        this.level = level;
        this.payloadBytes = item.payload().bytes();
        this.acceptedAt = acceptedAt;
        this.deadline = deadline;
    }

    /** Whose share it is of. */
    FlowKey flow() {
        return flow;
    }

    AckLevel level() {
        return level;
    }

    /** When this node accepted it, by its ticker, in nanoseconds. */
    long acceptedAt() {
        return acceptedAt;
    }

    Item item() {
        return item;
    }

    int bytes() {
        return item.bytes();
    }

    int payloadBytes() {
        return payloadBytes;
    }

    /** What it takes of its share: its bytes and what one more costs. */
    int cost() {
        return OVERHEAD + bytes();
    }

    CompletionStage<Stamp> outcome() {
        return outcome;
    }

    boolean isDue(long now) {
        return now - deadline >= 0;
    }

    /** Whether it may be sent; from now on nobody can say that it wasn't. */
    synchronized boolean take() {
        taken = !expired;
        return taken;
    }

    /** Its time is over. */
    void expire() {
        end(PublishException.unavailable());
    }

    /** It waits no longer: others have a better right to its place. */
    void displace() {
        end(PublishException.busy());
    }

    private void end(PublishException neverSent) {
        boolean sent;
        synchronized (this) {
            expired = !taken;
            sent = taken;
        }
        outcome.completeExceptionally(sent ? PublishException.unknown() : neverSent);
    }

    boolean isSettled() {
        return outcome.isDone();
    }

    /** It has come as far as was asked for. */
    void reached(Stamp stamp) {
        outcome.complete(stamp);
    }

    void unknown() {
        outcome.completeExceptionally(PublishException.unknown());
    }
}
