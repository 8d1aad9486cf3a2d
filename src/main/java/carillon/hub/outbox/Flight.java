package carillon.hub.outbox;

import carillon.config.Ticker;
import carillon.protocol.Frame;
import carillon.traffic.Outflow;
import java.util.List;

/** The one write of an outbox that may be under way: since when, and what is counted of it. Guarded by the outbox. */
final class Flight {

    private final Ticker ticker;
    private final long timeoutNanos;
    private boolean underWay;
    private long since;
    /** When the publication was accepted that is timed and is being written; 0 if there is none. */
    private long timedFrom;
    /** What counts what is written. */
    private Outflow outflow = Outflow.NOWHERE;
    private long droppedCounted;

    /**
     * Makes one of which nothing is counted.
     *
     * @param timeoutNanos how long a write may take, in nanoseconds
     */
    Flight(Ticker ticker, long timeoutNanos) {
        this.ticker = ticker;
        this.timeoutNanos = timeoutNanos;
    }

    /** From now on this counts. */
    void countIn(Outflow counts) {
        outflow = counts;
    }

    /** So many publications were dropped in all. */
    void countDropped(long dropped) {
        if (dropped != droppedCounted) {
            outflow.dropped(dropped - droppedCounted);
            droppedCounted = dropped;
        }
    }

    /** These are about to be written; gives how many bytes they have. */
    int begin(List<Frame> burst) {
        int bytes = 0;
        int publications = 0;
        for (int i = 0; i < burst.size(); i++) {
            Frame frame = burst.get(i);
            bytes += frame.bytes();
            publications += frame.channel() == null ? 0 : 1;
            timedFrom = frame.acceptedAt() == 0 ? timedFrom : frame.acceptedAt();
        }
        outflow.wrote(publications, bytes);
        underWay = true;
        since = ticker.nanos();
        return bytes;
    }

    /** They were written, or not. */
    void end(boolean failed) {
        underWay = false;
        if (timedFrom != 0 && !failed) {
            outflow.latency().took(ticker.nanos() - timedFrom);
        }
        timedFrom = 0;
    }

    boolean isUnderWay() {
        return underWay;
    }

    /** Whether it takes longer than it may. */
    boolean isStuck(long now) {
        return underWay && now - since > timeoutNanos;
    }
}
