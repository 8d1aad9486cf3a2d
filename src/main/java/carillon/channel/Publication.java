package carillon.channel;

import java.util.Optional;

/**
 * One published item, on its way to the subscribers of its channel.
 *
 * @param channel where it was published
 * @param identity what tells it from every other
 * @param payload what it says
 * @param key its publisher's own name for it, if it has one
 */
public record Publication(Channel channel, Identity identity, Payload payload, Optional<Key> key) {

    /** A publication without a key. */
    public Publication(Channel channel, Identity identity, Payload payload) {
        this(channel, identity, payload, Optional.empty());
    }
}
