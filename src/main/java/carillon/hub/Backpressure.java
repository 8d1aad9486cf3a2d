package carillon.hub;

/** The role of whoever writes to the clients, as the fan-out sees it: it is waited for where this node, and not a client, is what is slow. */
@FunctionalInterface
public interface Backpressure {

    /** Returns when each connection that now waits for a writer has had its turn, or after a while. */
    void awaitTurn();
}
