package carillon.endpoint;

import carillon.relay.Submission;
import java.util.function.LongPredicate;

/**
 * What the publications of one client may take of the history and of the keys that all nodes remember: what goes beyond it is forgotten first.
 *
 * <p>Used by one thread at a time; what it asks of its address is safe for use by any.
 */
final class MemoryShare {

    private final Bucket bytes;
    private final Bucket keys;
    private final LongPredicate addressBytes;
    private final LongPredicate addressKeys;

    /**
     * Makes one.
     *
     * @param addressBytes whether so much of the history is left to the address of the client; asked only for what is within the client's own share
     * @param addressKeys the same of keys
     */
    MemoryShare(Bucket bytes, Bucket keys, LongPredicate addressBytes, LongPredicate addressKeys) {
        this.bytes = bytes;
        this.keys = keys;
        this.addressBytes = addressBytes;
        this.addressKeys = addressKeys;
    }

    /** Counts a publication, and marks it if it goes beyond the share. */
    Submission mark(Submission what) {
        boolean inBytes = bytes.take(what.cost()) && addressBytes.test(what.cost());
        boolean inKeys = what.key().isEmpty() || keys.take() && addressKeys.test(1);
        return inBytes && inKeys ? what : what.beyondShare();
    }
}
