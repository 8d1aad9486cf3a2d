package carillon.backplane;

import java.util.Optional;

/**
 * The role of what the broker keeps of durable publications. Used by one thread at a time.
 *
 * <p>What was given is let go only by {@link #release()}: after a crash of whoever read it, or of the broker, it is given again, to whoever reads then.
 */
public interface Journal {

    /**
     * Makes sure that there is a connection to the broker; does nothing if there is one.
     *
     * @throws BackplaneException if there is none to be had now
     */
    void open() throws BackplaneException;

    /**
     * Tells every node something that the broker is to keep. Returns when it is stored: as late as the broker's disk is slow, so never on the thread that
     * publications go by.
     *
     * @throws BackplaneException if it is not known whether that was done; the connection is closed then
     */
    void put(Envelope envelope) throws BackplaneException;

    /**
     * The next envelope that was kept.
     *
     * @param millis how long to wait for it, from 1
     * @return empty if none came in time, or what came can't be read, which is passed over
     * @throws BackplaneException if the connection broke; it is closed then
     */
    Optional<Envelope> next(long millis) throws BackplaneException;

    /**
     * Lets go of all that was given since the last time.
     *
     * @throws BackplaneException if that failed; the connection is closed then
     */
    void release() throws BackplaneException;

    /** Ends the connection, if there is one. What was not released will be given again. Never throws. */
    void close();
}
