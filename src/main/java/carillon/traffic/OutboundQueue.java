package carillon.traffic;

/** The role of the queue of what waits for the broker, as those who watch it see it. Safe for use by any thread. */
public interface OutboundQueue {

    /** How many publications wait, for the broker or for their echo. */
    int waiting();

    /** How many bytes those have that wait for the broker. */
    long waitingBytes();

    /** How full it is: 0 empty, 1 full, by number or by bytes. */
    double fullness();
}
