package carillon.endpoint;

/** The socket of a client, as far as the server lets the application at it. Equal to all that are the same socket. */
interface ClientSocket {

    /** One that can't be reached: nothing happens. */
    ClientSocket UNKNOWN = () -> { };

    /** Ends the connection at once, with a reset: what was written and not sent yet is dropped. Does nothing if it has ended. Any thread may call it; never throws. */
    void reset();

    /** Whether the connection has not ended; true where that is not known. */
    default boolean isOpen() {
        return true;
    }

    /** Whether {@link #isIdle()} knows. */
    default boolean canTell() {
        return false;
    }

    /** Whether nothing waits in the server to be sent; true where that is not known. */
    default boolean isIdle() {
        return true;
    }
}
