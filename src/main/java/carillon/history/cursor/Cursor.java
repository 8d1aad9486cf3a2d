package carillon.history.cursor;

import carillon.channel.Origin;
import java.util.HashMap;
import java.util.Map;

/**
 * How far a connection has seen: of each origin, up to which sequence.
 *
 * <p>One is enough for all channels of a connection, because one thread feeds its one queue. What an origin published up to its sequence has either
 * reached the client, or the client was told that something is missing.
 *
 * @param maker the node that made it, as an origin
 * @param uptimeMs how long that node had been up then, in milliseconds: what tells its age without a clock that two machines would have to share
 * @param positions the sequences, each above 0; an origin that is not there was not heard of
 */
public record Cursor(Origin maker, long uptimeMs, Map<Origin, Long> positions) {

    /** How many origins it holds at most: of more, some are taken as never heard of, which can only make recovery less complete. */
    public static final int MAX_ORIGINS = 128;

    /** Makes one. Origins beyond {@value #MAX_ORIGINS} and sequences below 1 are left out. */
    public Cursor {
        Map<Origin, Long> kept = new HashMap<>();
        for (Map.Entry<Origin, Long> position : positions.entrySet()) {
            if (position.getValue() > 0 && kept.size() < MAX_ORIGINS) {
                kept.put(position.getKey(), position.getValue());
            }
        }
        positions = Map.copyOf(kept);
    }

    /** How far an origin was seen; 0 if never. */
    public long at(Origin origin) {
        return positions.getOrDefault(origin, 0L);
    }

    /**
     * The cursor of a client that has seen more than it says.
     *
     * @param seen the last sequence of each origin that the client has seen since; trusted, because it only makes the client get less
     */
    public Cursor with(Map<Origin, Long> seen) {
        Map<Origin, Long> all = new HashMap<>(positions);
        seen.forEach((origin, sequence) -> all.merge(origin, sequence, Math::max));
        return new Cursor(maker, uptimeMs, all);
    }
}
