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
 */
public record Publication(Channel channel, Identity identity, Payload payload, Optional<Key> key, boolean spare) {

    /** A publication within the share of its publisher. */
    public Publication(Channel channel, Identity identity, Payload payload, Optional<Key> key) {
        this(channel, identity, payload, key, false);
    }

    /** A publication without a key, within the share of its publisher. */
    public Publication(Channel channel, Identity identity, Payload payload) {
        this(channel, identity, payload, Optional.empty());
    }
}
