package carillon.traffic;

/** The role of the queue of what waits for the broker, as those who watch it see it. Safe for use by any thread. */
public interface OutboundQueue {

    /** How many publications wait, for the broker or for their echo. */
    int waiting();

    /** How many bytes those have that wait for the broker. */
    long waitingBytes();

    /** How many publications that waited were refused to make room for those of clients that had less waiting. */
    long displaced();

    /** How full it is: 0 empty, 1 full, by number or by bytes. */
    double fullness();
}
