package carillon.relay;

import carillon.backplane.Batch.Item;
import carillon.channel.AckLevel;
import carillon.channel.Channel;
import carillon.channel.Key;
import carillon.channel.Payload;
import java.util.Optional;

/**
 * What a client wants to have published.
 *
 * @param channel where
 * @param payload what
 * @param key the publisher's own name for it, if it has one
 * @param level how far it has to have come; empty for what the operator has set
 * @param spare whether it is beyond what its publisher may have remembered in any case: all nodes forget it before what is not
 */
public record Submission(Channel channel, Payload payload, Optional<Key> key, Optional<AckLevel> level, boolean spare) {

    /** One that is within the share of its publisher, as far as is known. */
    public Submission(Channel channel, Payload payload, Optional<Key> key, Optional<AckLevel> level) {
        this(channel, payload, key, level, false);
    }

    /** The same, beyond the share of its publisher. */
    public Submission beyondShare() {
        return new Submission(channel, payload, key, level, true);
    }

    /** The bytes of its payload and its names. */
    public int bytes() {
        return item().bytes();
    }

    /** What it costs of what its publisher may use, in bytes: those of its payload and its names, and what each costs besides. */
    public int cost() {
        return Pending.OVERHEAD + bytes();
    }

    Item item() {
        return new Item(channel, payload, key, spare);
    }
}
