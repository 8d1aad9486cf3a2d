package carillon.model;

import carillon.config.Ticker;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** The time of a schedule, what is due in it, and its chances. One seed, one course of events. */
final class Clockwork implements Ticker {

    private static final long MS = 1_000_000;

    private record Event(long at, long order, Runnable what) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
        }
    }

    private final SplittableRandom random;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final boolean tracing;
    private long now;
    private long order;

    Clockwork(long seed, boolean tracing) {
        this.tracing = tracing;
        random = new SplittableRandom(seed);
    }

    /** For whoever looks into a schedule that failed. */
    void note(Supplier<String> what) {
        if (tracing) {
            System.out.println(now + " " + what.get());
        }
    }

    /** In milliseconds. */
    long now() {
        return now;
    }

    @Override
    public long nanos() {
        return now * MS;
    }

    void at(long ms, Runnable what) {
        events.add(new Event(Math.max(ms, now), order++, what));
    }

    void after(long ms, Runnable what) {
        at(now + ms, what);
    }

    void runUntil(long end) {
        while (!events.isEmpty() && events.peek().at() <= end) {
            Event next = events.poll();
            now = next.at();
            next.what().run();
        }
        now = end;
    }

    /** From 0 to below a bound. */
    int upTo(int bound) {
        return random.nextInt(bound);
    }

    long between(long from, long to) {
        return random.nextLong(from, to + 1);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    void bytes(byte[] array) {
        random.nextBytes(array);
    }
}
