package carillon.relay.intake;

import carillon.channel.Publication;

/**
 * The role of the clients of this node, all together. Called by one thread at a time; never throws.
 *
 * <p>What it is given may wait for {@link #flush()}, in its order, so that publications that come together are written together.
 */
public interface Audience {

    /**
     * A publication, at last in its place.
     *
     * @param number its number in the history
     */
    void deliver(long number, Publication publication);

    /** Of any channel publications may be lost to this node; it is told before any later one of their origin. */
    void gap();

    /** Returns when all that was given has been queued for the clients. */
    void flush();
}
