package carillon.bench.load;

import carillon.bench.wire.V1Speech;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Rude clients: they send as fast as the nodes take it, and are back at once when a node closes or refuses them.
 *
 * <p>They speak {@code carillon.v1}, read all that comes and answer pings. One thread of their own does everything; each holds at most one frame that is not sent yet.
 */
public final class Flood implements AutoCloseable {

    private static final long PATIENCE = 100_000_000L;

    private final Rudeness rudeness;
    private final int size;
    private final List<URI> nodes;
    private final V1Speech speech = new V1Speech();
    private final Listening listening;
    private final Loop loop;
    private final List<Link> links = new ArrayList<>();
    private final Queue<Integer> again = new ArrayDeque<>();
    private final Map<Integer, Integer> refused = new TreeMap<>();
    private final Map<Integer, Integer> closed = new TreeMap<>();
    private final CompletableFuture<Result> result = new CompletableFuture<>();
    private long sent;
    private volatile boolean over;

    private Flood(Rudeness rudeness, List<URI> nodes, int clients, int size, long seed) {
        this.rudeness = rudeness;
        this.nodes = nodes;
        this.size = size;
        this.listening = new Listening(speech, (link, readAt, bytes, start, end) -> 0, seed);
        this.loop = new Loop(listening::serve);
        listening.with(loop);
        listening.whenRefused((link, status, later) -> back(link, refused, status));
        listening.whenEnded((link, code) -> back(link, closed, code));
        for (int i = 0; i < clients; i++) {
            links.add(link(i));
            again.add(i);
        }
    }

    /**
     * Lets them loose.
     *
     * @param clients how many, over the nodes in turn
     * @param size of a payload, in bytes
     */
    public static Flood start(Rudeness rudeness, List<URI> nodes, int clients, int size, long seed) {
        Flood flood = new Flood(rudeness, nodes, clients, size, seed);
        Thread thread = new Thread(flood::run, "bench-flood");
        thread.setDaemon(true);
        thread.start();
        return flood;
    }

    /**
     * What they did, and what was done to them.
     *
     * @param sent commands, also those that a node hung up on before it had read them; or handshakes that were answered with 101
     * @param refused how many handshakes, by HTTP status
     * @param closed how many connections, by the code that the node gave; 1005: none, 1006: cut
     * @param cpuSeconds of their thread
     */
    public record Result(long sent, Map<Integer, Integer> refused, Map<Integer, Integer> closed, double cpuSeconds) {
    }

    /**
     * Calls them off; waits for that.
     *
     * @throws IllegalStateException if they could not go on: a node said something that no node of ours says
     */
    public Result stop() {
        over = true;
        try {
            return result.join();
        } catch (CompletionException failed) {
            throw new IllegalStateException("The flood has ended early", failed.getCause());
        }
    }

    private void run() {
        try (loop) {
            do {
                comeBack();
                loop.turn(pour() ? 0 : PATIENCE);
            } while (!over);
            links.forEach(Link::end);
            result.complete(new Result(sent, refused, closed, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9));
        } catch (RuntimeException failed) {
            result.completeExceptionally(failed);
        }
    }

    private Link link(int number) {
        return new Link(number, 0, true, nodes.get(number % nodes.size()), speech);
    }

    private void back(Link link, Map<Integer, Integer> counted, int why) {
        counted.merge(why, 1, Integer::sum);
        again.add(link.number);
    }

    private void comeBack() {
        for (int left = again.size(); left > 0; left--) {
            Link link = link(again.remove());
            links.set(link.number, link);
            try {
                link.connect(loop.selector(), false);
            } catch (IOException failed) {
                link.close();
                back(link, closed, Listening.CUT);
            }
        }
    }

    /** Lets each that can do something do it once; whether any can do more at once. */
    private boolean pour() {
        links.stream().filter(this::isFree).forEach(this::pour);
        return !again.isEmpty() || links.stream().anyMatch(this::isFree);
    }

    private boolean isFree(Link link) {
        return rudeness == Rudeness.CONNECTIONS ? link.isOpen() : link.isReady() && !link.hasQueued();
    }

    private void pour(Link link) {
        if (rudeness == Rudeness.CONNECTIONS) {
            sent++;
            link.close();
            again.add(link.number);
        } else {
            listening.say(link, rudeness.frame(link::nextId, size));
            sent += rudeness.perFrame(size);
        }
    }

    @Override
    public void close() {
        over = true;
        result.exceptionally(failed -> null).join();
    }
}
