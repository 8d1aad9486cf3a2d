package carillon.relay;

import carillon.channel.Publication;

/** The role of the clients of this node, all together. Called by one thread at a time; never throws. */
public interface Audience {

    /**
     * A publication, at last in its place.
     *
     * @param number its number in the history
     */
    void deliver(long number, Publication publication);

    /** Of any channel publications may be lost to this node; it is told before any later one of their origin. */
    void gap();
}
