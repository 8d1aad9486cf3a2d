package carillon.traffic;

import carillon.channel.Publication;
import carillon.channel.Stamp;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * Picks out now and then one publication of this node, so that it can be seen how long it takes through the broker to the clients of this node.
 *
 * <p>Of this node only, since two nodes have no clock in common; ten a second at the most, so that it costs a publication nothing. One thread starts it, another
 * one looks.
 */
@ApplicationScoped
public class Stopwatch {

    private static final long EVERY_NANOS = 100_000_000L;
    /** What has not come back by then has gone another way: it was lost, or repaired. */
    private static final long GIVEN_UP_NANOS = 10_000_000_000L;

    /** What is under way; null if nothing is. */
    private volatile Timed underWay;
    /** Used by the thread that starts it only; so is the next field. */
    private long startedAt;
    private boolean everStarted;

    /**
     * A publication that is timed.
     *
     * @param stamp which one
     * @param acceptedAt when this node accepted it, by its ticker, in nanoseconds
     */
    public record Timed(Stamp stamp, long acceptedAt) {

        /** Whether this is it. */
        public boolean is(Publication publication) {
            return stamp.equals(publication.identity());
        }
    }

    /** A publication of this node is about to be sent: if it is time, it is the next that is timed. */
    public void sent(Stamp stamp, long acceptedAt, long now) {
        long since = now - startedAt;
        if (!everStarted || since >= EVERY_NANOS && (underWay == null || since >= GIVEN_UP_NANOS)) {
            everStarted = true;
            startedAt = now;
            underWay = new Timed(stamp, acceptedAt);
        }
    }

    /** The one that is timed, if it is among these; then the next can be. */
    public Optional<Timed> among(List<Publication> publications) {
        Timed timed = underWay;
        if (timed == null || publications.stream().noneMatch(timed::is)) {
            return Optional.empty();
        }
        underWay = null;
        return Optional.of(timed);
    }
}
