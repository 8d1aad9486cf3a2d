package carillon.backplane;

/**
 * The role of a private line, by which another node answers this one. Used by one thread.
 */
public interface Line {

    /**
     * Asks, through the topic; the answer comes here.
     *
     * @throws BackplaneException if it is not known whether it was asked; the line is closed then
     */
    void ask(Ask ask) throws BackplaneException;

    /**
     * Waits for what comes, and tells it.
     *
     * @param ms how long it waits at most
     * @throws BackplaneException if the line is broken; it is closed then
     */
    void listen(long ms, BackplaneListener listener) throws BackplaneException;

    /** Ends it, if it is open. It can be used again. Never throws. */
    void close();
}
