package carillon.traffic;

import java.util.concurrent.atomic.LongAdder;

/** What went out to the clients of one door. Safe for use by any thread. */
public final class Outflow {

    /** For connections that no hub has taken in: nobody asks it. */
    public static final Outflow NOWHERE = new Outflow();

    private final LongAdder opened = new LongAdder();
    private final LongAdder closed = new LongAdder();
    private final LongAdder publications = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder writes = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final Latency latency = new Latency();

    /** A connection has come. */
    public void opened() {
        opened.increment();
    }

    /** A connection has gone. */
    public void closed() {
        closed.increment();
    }

    /**
     * A write was begun.
     *
     * @param count how many publications are in it
     * @param length how long it is, in bytes, without what the transport adds
     */
    public void wrote(int count, int length) {
        writes.increment();
        publications.add(count);
        bytes.add(length);
    }

    /** So many publications were dropped, because they waited too long. */
    public void dropped(long count) {
        dropped.add(count);
    }

    /** How many connections there are. */
    public long connections() {
        long gone = closed.sum(); // first: who comes and goes meanwhile must not make it less than none
        return opened.sum() - gone;
    }

    /** How many connections came in all. */
    public long openedInAll() {
        return opened.sum();
    }

    /** How many publications were written, each counted for each connection. */
    public long publications() {
        return publications.sum();
    }

    /** How many bytes were written. */
    public long bytes() {
        return bytes.sum();
    }

    /** In how many writes. */
    public long writes() {
        return writes.sum();
    }

    /** How many publications were dropped. */
    public long droppedInAll() {
        return dropped.sum();
    }

    /** How long publications took. */
    public Latency latency() {
        return latency;
    }
}
