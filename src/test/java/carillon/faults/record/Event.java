package carillon.faults.record;

import java.util.Set;

/** What happened to a recorder; times are of {@link System#nanoTime()}. */
public sealed interface Event {

    long at();

    /**
     * The reply to connect.
     *
     * @param since when the attempt began
     * @param resumed whether it came back with a cursor
     * @param refused the channels of which it said that something may be missing
     */
    record Connected(long at, long since, String node, boolean resumed, Set<String> refused) implements Event {
    }

    /** The first cursor of a connection that was resumed: it comes behind all that was missed. */
    record CaughtUp(long at) implements Event {
    }

    /** A publication; origin and key are null where it has none. */
    record Received(long at, String channel, String origin, long seq, String key, String id) implements Event {
    }

    /** Something is missing here; the channel is null for all of them. */
    record Gap(long at, String channel, String reason) implements Event {
    }

    /** What it was told of the broker. */
    record Degraded(long at, boolean value) implements Event {
    }

    /** A connection, or an attempt, is over; 1006 if nobody said so. */
    record Ended(long at, int code, String reason) implements Event {
    }
}
