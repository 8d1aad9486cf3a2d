package carillon.bench.wire;

import java.util.Optional;

/** How one kind of server wants to be spoken to. Stateless. */
public interface Speech {

    /** What follows the base of a node's URL, for a subscriber of a channel or for a publisher. */
    String path(int channel, boolean publishes);

    /** Lines of the handshake besides the usual, each with its line end; may be empty. */
    default String headers() {
        return "";
    }

    /** What is said first; empty if the server speaks first. */
    default Optional<String> greeting(int channel, boolean publishes) {
        return Optional.empty();
    }

    /** What is to be answered to something heard that is no publication. */
    default Optional<String> answer(String heard, int channel, boolean publishes) {
        return Optional.empty();
    }

    /** Whether the server has said that the subscription holds, or that one may publish. */
    boolean isReady(String heard, boolean publishes);

    /** Whether the server says anything that makes {@link #isReady} true; where not, one waits a while. */
    default boolean confirms() {
        return true;
    }

    /** Whether the server says that it did not take a publication. */
    default boolean isRefusal(String heard) {
        return false;
    }

    /**
     * What publishes.
     *
     * @param id higher than any before on this connection
     * @param payload ASCII without characters that JSON would escape
     */
    String publication(long id, int channel, String payload);

    /** The name of a channel. */
    static String name(int channel) {
        return "c" + channel;
    }
}
