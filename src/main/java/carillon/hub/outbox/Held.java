package carillon.hub.outbox;

/** Whoever is told what an outbox holds. */
public interface Held {

    /**
     * Takes note of bytes that are held.
     *
     * @param what the object that holds them, which others may hold, too
     * @param size how many bytes
     * @return whether it is to be told more
     */
    boolean add(Object what, int size);
}
