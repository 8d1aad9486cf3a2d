package carillon.endpoint;

/**
 * How one connection's socket is closed in the end, whether or not its client reads.
 *
 * @param socket the socket
 * @param closings where it waits meanwhile
 */
record Leaving(ClientSocket socket, ClosingSockets closings) {

    /**
     * The connection is being closed: a while later the socket is reset, unless it has ended.
     *
     * @param reads whether the client is thought to read
     */
    void reset(boolean reads) {
        closings.add(socket, reads);
    }

    /** Resets the socket. */
    void resetNow() {
        socket.reset();
    }
}
