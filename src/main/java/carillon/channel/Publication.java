package carillon.channel;

import java.util.Optional;

/**
 * One published item, on its way to the subscribers of its channel.
 *
 * @param channel where it was published
 * @param identity what tells it from every other
 * @param payload what it says
 * @param key its publisher's own name for it, if it has one
 * @param spare whether it is beyond the share of its publisher, and to be forgotten before what is not
 * @param livesMs for how many milliseconds from its delivery on it may be told again; {@link #FOR_GOOD} if its publisher set no end
 */
public record Publication(Channel channel, Identity identity, Payload payload, Optional<Key> key, boolean spare, long livesMs) {

    /** A publication that does not expire. */
    public static final long FOR_GOOD = 0;

    /** A publication that does not expire. */
    public Publication(Channel channel, Identity identity, Payload payload, Optional<Key> key, boolean spare) {
        this(channel, identity, payload, key, spare, FOR_GOOD);
    }

    /** A publication within the share of its publisher. */
    public Publication(Channel channel, Identity identity, Payload payload, Optional<Key> key) {
        this(channel, identity, payload, key, false);
    }

    /** A publication without a key, within the share of its publisher. */
    public Publication(Channel channel, Identity identity, Payload payload) {
        this(channel, identity, payload, Optional.empty());
    }

    /** The same, which may be told again for so many milliseconds from its delivery on. */
    public Publication living(long millis) {
        return new Publication(channel, identity, payload, key, spare, millis);
    }

    /** The same, to be forgotten before what is within the share of its publisher. */
    public Publication beyondShare() {
        return new Publication(channel, identity, payload, key, true, livesMs);
    }
}
