package carillon.hub.outbox;

import carillon.channel.Channel;
import carillon.channel.Publication;
import carillon.protocol.Frame;
import java.util.List;
import java.util.Optional;

/**
 * The role of what a connection that came back has to be told first: it is asked for more whenever nothing else waits, and of each publication that comes live.
 *
 * <p>Called under the lock of the connection's outbox, unless said otherwise; must be short, and must not wait.
 */
public interface Backlog {

    /** What comes next, so much as one write or two take; empty once there is no more. */
    List<Frame> next();

    /**
     * Whether it is so far from its end that it brings whatever is delivered now, as it is asked for more. May be asked by any thread, without the lock: once false it stays so, and it is
     * false before anything is read behind which nothing more is.
     */
    boolean isFar();

    /** Whether there may be more. */
    boolean hasMore();

    /**
     * Whether a publication that is delivered now is to be queued.
     *
     * @param number its number in the order of this node's deliveries
     */
    boolean admits(long number, Publication publication);

    /** Whether it need not be asked any longer. */
    boolean isOver();

    /** The connection follows one more channel, from now on. */
    void follow(Channel channel);

    /** The connection follows a channel no longer. */
    void unfollow(Channel channel);

    /** How far the client will have seen when it has read all that waits now; empty as long as that can't be said. */
    Optional<String> cursor();
}
