package carillon.bench.load;

import carillon.bench.wire.Speech;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A crowd of connections to some nodes, and the load that it puts on them.
 *
 * <p>One thread calls it, and is the one that does everything.
 */
public final class Driver implements AutoCloseable {

    private static final int HANDSHAKES_AT_ONCE = 50;
    private static final long SECOND = 1_000_000_000L;
    private static final long CONNECT_WITHIN = 120 * SECOND;
    private static final long SETTLE = SECOND * 3 / 2;
    private static final long SOON = SECOND / 20;

    private final Crowd crowd;
    private final Speech speech;
    private final Consumer<String> progress;
    private final Account account = new Account();
    private final InFlight inFlight = new InFlight();
    private final Audience audience;
    private final Listening listening;
    private final Loop loop;
    private final List<Link> subscribers = new ArrayList<>();
    private final List<Link> publishers = new ArrayList<>();
    private final Publishing publishing;
    private int stalled;

    /**
     * Makes one that is not connected.
     *
     * @param nodes the bases of their applications, {@code http://host:port/path}
     * @param progress told a line each second while it works
     */
    public Driver(List<URI> nodes, Speech speech, Crowd crowd, long seed, Consumer<String> progress) {
        this.crowd = crowd;
        this.speech = speech;
        this.progress = progress;
        this.audience = new Audience(crowd, account, inFlight);
        this.listening = new Listening(speech, audience, seed);
        this.loop = new Loop(listening::serve);
        listening.with(loop);
        for (int i = 0; i < crowd.subscribers(); i++) {
            subscribers.add(new Link(i, crowd.channelOf(i), false, nodes.get(crowd.nodeOf(i, nodes.size())), speech));
        }
        for (int p = 0; p < crowd.publishers(); p++) {
            publishers.add(new Link(crowd.subscribers() + p, 0, true, nodes.get(p % nodes.size()), speech));
        }
        this.publishing = new Publishing(crowd, speech, publishers, account, inFlight, audiences(), seed);
    }

    /**
     * Connects and subscribes everybody.
     *
     * @return how many a second
     * @throws IllegalStateException if not all could be
     */
    public double connect() {
        List<Link> all = new ArrayList<>(subscribers);
        all.addAll(publishers);
        long start = System.nanoTime();
        int started = 0;
        while (listening.ready() < all.size()) {
            while (started < all.size() && started - listening.ready() < HANDSHAKES_AT_ONCE) {
                connect(all.get(started++));
            }
            loop.turn(SOON);
            if (listening.closed() > 0 || System.nanoTime() - start > CONNECT_WITHIN) {
                throw new IllegalStateException(listening.ready() + " of " + all.size() + " connected, " + listening.closed()
                        + " closed by the server, the last with " + listening.lastCode());
            }
        }
        double seconds = (System.nanoTime() - start) / (double) SECOND;
        progress.accept(all.size() + " connected in " + Math.round(seconds * 1000) + " ms");
        stall();
        if (!speech.confirms()) {
            idle(SETTLE);
        }
        return all.size() / seconds;
    }

    /** Serves the connections for a while without publishing. */
    public void idle(long nanos) {
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = end - System.nanoTime()) {
            loop.turn(left);
        }
    }

    /**
     * Publishes for a while, then waits for what is under way; what has not come in the end is lost.
     *
     * @param edge run twice: at the start and at the end of the time that counts
     */
    public Outcome run(Phase phase, Runnable edge) {
        inFlight.forget();
        Verdict before = account.verdict();
        long refused = listening.refused();
        int closed = listening.closed();
        long start = System.nanoTime();
        Pace pace = phase.inFlight() > 0 ? new ClosedPace(inFlight, phase.inFlight()) : new OpenPace(start, phase.perSecond());
        long from = start + phase.warmUp() * SECOND;
        long to = from + phase.seconds() * SECOND;
        Run run = new Run(phase, pace, loop, publishing, account, progress);
        run.pump(from);
        audience.measure(from, to);
        publishing.measure();
        edge.run();
        run.pump(to);
        edge.run();
        run.drain();
        Verdict verdict = account.verdict().since(before);
        account.writeOff();
        double perSecond = audience.counted() / (double) phase.seconds();
        return new Outcome(perSecond / listeners() * crowd.channels(), perSecond, audience.latency(), publishing.lateness(), audience.counted(),
                listening.refused() - refused, listening.closed() - closed, verdict);
    }

    private void connect(Link link) {
        try {
            link.connect(loop.selector(), !link.publishes && crowd.isStalled(link.number));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void stall() {
        for (Link link : subscribers) {
            if (crowd.isStalled(link.number)) {
                audience.stalled(link.number);
                link.stall();
                stalled++;
            }
        }
    }

    private int listeners() {
        return subscribers.size() - stalled;
    }

    private int[] audiences() {
        int[] audiences = new int[crowd.channels()];
        for (int i = 0; i < crowd.subscribers(); i++) {
            audiences[crowd.channelOf(i)] += crowd.isStalled(i) ? 0 : 1;
        }
        return audiences;
    }

    @Override
    public void close() {
        subscribers.forEach(Link::end);
        publishers.forEach(Link::end);
        loop.close();
    }
}
