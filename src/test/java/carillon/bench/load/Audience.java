package carillon.bench.load;

import carillon.bench.wire.Marks;
import org.HdrHistogram.Histogram;

/** All subscribers: what each has got, and how late. One thread. */
final class Audience implements Ear, Marks.Sink {

    private static final long LONGEST = 600_000_000_000L;
    private static final int DIGITS = 3;

    private final Crowd crowd;
    private final Seen[][] seen;
    private final boolean[] stalled;
    private final Account account;
    private final InFlight inFlight;
    private Histogram latency = histogram();
    private long from = Long.MAX_VALUE;
    private long to = Long.MAX_VALUE;
    private long counted;
    /** Whose bytes are looked at, and when they were read. */
    private Link link;
    private long now;

    Audience(Crowd crowd, Account account, InFlight inFlight) {
        this.crowd = crowd;
        this.account = account;
        this.inFlight = inFlight;
        this.seen = new Seen[crowd.subscribers()][crowd.publishers()];
        this.stalled = new boolean[crowd.subscribers()];
    }

    /** Starts to measure: what is due, or comes, between two times. */
    void measure(long start, long end) {
        from = start;
        to = end;
        counted = 0;
        latency = histogram();
    }

    long counted() {
        return counted;
    }

    Histogram latency() {
        return latency;
    }

    /** From now on nothing is expected of this subscriber. */
    void stalled(int subscriber) {
        stalled[subscriber] = true;
    }

    /**
     * Looks at what a subscriber got.
     *
     * @return how many publications there were
     */
    @Override
    public int look(Link subscriber, long readAt, byte[] bytes, int start, int end) {
        link = subscriber;
        now = readAt;
        return Marks.find(bytes, start, end, crowd.size(), this);
    }

    @Override
    public void mark(int publisher, int channel, int sequence, int ticket, long due) {
        if (stalled[link.number]) {
            return;
        }
        if (channel != link.channel || publisher >= crowd.publishers()) {
            account.misled();
            return;
        }
        if (account.came(of(link.number, publisher).take(sequence))) {
            inFlight.came(ticket);
            measure(due);
        }
    }

    private void measure(long due) {
        if (now >= from && now < to) {
            counted++;
        }
        if (due >= from && due < to) {
            latency.recordValue(Math.min(LONGEST, Math.max(0, now - due)));
        }
    }

    private Seen of(int subscriber, int publisher) {
        Seen[] its = seen[subscriber];
        if (its[publisher] == null) {
            its[publisher] = new Seen();
        }
        return its[publisher];
    }

    static Histogram histogram() {
        return new Histogram(LONGEST, DIGITS);
    }
}
