package carillon.backplane;

import carillon.channel.Channel;
import carillon.channel.Key;
import carillon.channel.Origin;
import carillon.channel.Payload;
import carillon.channel.Publication;
import carillon.channel.Stamp;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One or more publications of one origin, with consecutive sequences.
 *
 * @param origin who published them
 * @param first the sequence of the first
 * @param items the publications, at least one
 */
public record Batch(Origin origin, long first, List<Item> items) implements Envelope {

    /**
     * What one publication says, and where.
     *
     * @param key its publisher's own name for it, if it has one
     * @param spare whether it is beyond the share of its publisher, and to be forgotten before what is not
     */
    public record Item(Channel channel, Payload payload, Optional<Key> key, boolean spare) {

        /** An item within the share of its publisher. */
        public Item(Channel channel, Payload payload, Optional<Key> key) {
            this(channel, payload, key, false);
        }

        /** An item without a key, within the share of its publisher. */
        public Item(Channel channel, Payload payload) {
            this(channel, payload, Optional.empty());
        }

        /** A publication without its identity. */
        public static Item of(Publication publication) {
            return new Item(publication.channel(), publication.payload(), publication.key(), publication.spare());
        }

        /** The bytes of its payload and its names. */
        public int bytes() {
            return payload.bytes() + channel.name().length() + key.map(one -> one.text().length()).orElse(0);
        }
    }

    /**
     * Makes a batch.
     *
     * @throws IllegalArgumentException if it is empty, the first sequence is below 1 or the last above {@link Stamp#MAX_SEQUENCE}
     */
    public Batch {
        items = List.copyOf(items);
        if (items.isEmpty() || first < 1 || first > Stamp.MAX_SEQUENCE - items.size() + 1) {
            throw new IllegalArgumentException("A batch has at least one item, and sequences are from 1 to 2^53-1.");
        }
    }

    /** The sequence of the last. */
    public long last() {
        return first + items.size() - 1;
    }

    /** All of them, in order. */
    public List<Publication> publications() {
        return IntStream.range(0, items.size()).mapToObj(this::publication).toList();
    }

    /** The i-th publication, from 0. */
    public Publication publication(int i) {
        Item item = items.get(i);
        return new Publication(item.channel(), new Stamp(origin, first + i), item.payload(), item.key(), item.spare());
    }
}
