package carillon.bench.load;

import carillon.bench.wire.Marks;
import carillon.bench.wire.ResumeSpeech;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.SplittableRandom;

/**
 * Many clients that come back at about the same time to one channel, each of which has missed the same publications, and hears what is published now. One thread.
 */
public final class Storm implements AutoCloseable, Ear, Marks.Sink {

    private static final long SECOND = 1_000_000_000L;
    private static final long GIVE_UP = 120 * SECOND;
    private static final long SOON = SECOND / 100;

    private final List<URI> nodes;
    private final List<Link> links = new ArrayList<>();
    private final ResumeSpeech speech;
    private final Listening listening;
    private final Loop loop;
    private final int missed;
    private final int size;
    private final Seen[] seen;
    private final int[] highest;
    private final SplittableRandom random;
    /** Who was put off, the first to come back first. */
    private final Queue<Later> later = new PriorityQueue<>(Comparator.comparingLong(Later::at));
    private int putOff;
    private Link link;
    private int complete;
    private long faults;
    private long received;

    /**
     * Makes clients that have not connected.
     *
     * @param missed how many publications each has missed: sequences from 1 on, of one publisher
     * @param size of each
     */
    public Storm(List<URI> nodes, String cursor, int clients, int missed, int size, long seed) {
        this.speech = new ResumeSpeech(Optional.of(cursor));
        this.listening = new Listening(speech, this, seed);
        this.loop = new Loop(listening::serve);
        listening.with(loop);
        listening.whenRefused(this::putOff);
        this.random = new SplittableRandom(seed);
        this.nodes = nodes;
        this.missed = missed;
        this.size = size;
        this.seen = new Seen[clients];
        this.highest = new int[clients];
        for (int i = 0; i < clients; i++) {
            seen[i] = new Seen();
            links.add(link(i));
        }
    }

    private Link link(int number) {
        return new Link(number, 0, false, nodes.get(number % nodes.size()), speech);
    }

    /** A client that was told to come back, and when. */
    private record Later(long at, int number) {
    }

    /** As the library does: not earlier than it was told to, and not all at once. */
    private void putOff(Link refused, int status, OptionalInt seconds) {
        int after = seconds.orElseThrow(() -> new IllegalStateException("Handshake refused: HTTP " + status));
        putOff++;
        later.add(new Later(System.nanoTime() + after * SECOND + random.nextLong(SECOND), refused.number));
    }

    /**
     * How it went.
     *
     * @param connectedMs from the first handshake to the last connected reply
     * @param completeMs from the first handshake until each had all that it had missed; NaN: not all did
     * @param refused how many were told that they may have missed something
     * @param faults publications that were doubled, late, or came after a hole
     * @param putOff how often a handshake was answered with 503 and Retry-After
     * @param closed connections closed by a node
     * @param lastCode the last close code that a node gave; 1005 if it gave none
     */
    public record Result(double connectedMs, double completeMs, int refused, int putOff, long faults, int closed, int lastCode, long received) {
    }

    /** Lets them come, spread over a time, and returns when each has what it missed, or too much time has passed. */
    public Result come(long overNanos) {
        long start = System.nanoTime();
        long connectedAt = 0;
        int started = 0;
        while (complete < links.size() && System.nanoTime() - start < GIVE_UP) {
            long due = Math.min(links.size(), (System.nanoTime() - start) * links.size() / overNanos + 1);
            while (started < due) {
                connect(links.get(started++));
            }
            comeBack();
            loop.turn(SOON);
            connectedAt = connectedAt == 0 && listening.ready() == links.size() ? System.nanoTime() : connectedAt;
        }
        double end = complete == links.size() ? (System.nanoTime() - start) / 1e6 : Double.NaN;
        return new Result(connectedAt == 0 ? Double.NaN : (connectedAt - start) / 1e6, end, speech.refused(), putOff, faults, listening.closed(), listening.lastCode(), received);
    }

    private void comeBack() {
        for (Later next = later.peek(); next != null && next.at() <= System.nanoTime(); next = later.peek()) {
            later.remove();
            links.set(next.number(), link(next.number()));
            connect(links.get(next.number()));
        }
    }

    private void connect(Link one) {
        try {
            one.connect(loop.selector(), false);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public int look(Link one, long readAt, byte[] bytes, int start, int end) {
        link = one;
        return Marks.find(bytes, start, end, size, this);
    }

    @Override
    public void mark(int publisher, int channel, int sequence, int ticket, long nanos) {
        received++;
        faults += seen[link.number].take(sequence) == Seen.Kind.NEXT ? 0 : 1;
        boolean before = highest[link.number] >= missed;
        highest[link.number] = Math.max(highest[link.number], sequence);
        complete += !before && highest[link.number] >= missed ? 1 : 0;
    }

    @Override
    public void close() {
        links.forEach(Link::end);
        loop.close();
    }
}
