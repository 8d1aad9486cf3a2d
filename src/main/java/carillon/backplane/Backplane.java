package carillon.backplane;

import java.util.Optional;

/**
 * The role "tell every node, me included".
 *
 * <p>Used by one thread at a time. What one node broadcasts reaches every node in the order in which it was broadcast; it may come more than
 * once. Over several nodes no order is promised.
 */
public interface Backplane {

    /**
     * Makes sure that there is a connection to the broker; does nothing if there is one.
     *
     * @throws BackplaneException if there is none to be had now; nothing was told
     */
    void open() throws BackplaneException;

    /**
     * Tells every node. Returns when the broker has accepted it. A {@link Part} is told to one node, if that is still there.
     *
     * @param durable whether the broker is to keep it in its {@link Journal} too, and to have stored it there when this returns
     * @throws BackplaneException if it is not known whether it was told; the connection is closed then
     */
    void broadcast(Envelope envelope, boolean durable) throws BackplaneException;

    /** Tells every node what need not be kept. */
    default void broadcast(Envelope envelope) throws BackplaneException {
        broadcast(envelope, false);
    }

    /**
     * Puts a copy of a malformed message where an operator finds it. Returns when the broker has accepted it.
     *
     * @throws BackplaneException if that failed; the connection is closed then
     */
    void setAside(Rejected rejected) throws BackplaneException;

    /** Who serves the connection, in their own words; empty where there is none, or they say nothing. */
    default Optional<Provider> provider() {
        return Optional.empty();
    }

    /** Ends the connection, if there is one. It can be opened again. Never throws. */
    void close();
}
