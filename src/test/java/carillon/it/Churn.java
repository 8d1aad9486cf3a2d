package carillon.it;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Clients that come, subscribe and go, over and over; every third goes without a word, in one of four ways.
 *
 * <p>Each cycle comes from the next of 250 addresses of this machine, or the ports of one would run out.
 */
final class Churn {

    private static final int ADDRESSES = 250;
    /** How many may stay half open at a time, of each thread. */
    private static final int HALF_OPEN_MAX = 200;
    private static final byte[] COMMANDS_END = ",\"type\":\"subscribe\",\"channel\":\"churn.extra\"}".getBytes(StandardCharsets.US_ASCII);

    private final URI node;
    private final int threads;
    private final long cycles;
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();
    private final AtomicLong uncut = new AtomicLong();

    Churn(URI node, int threads, long cycles) {
        this.node = node;
        this.threads = threads;
        this.cycles = cycles;
    }

    /** Does all cycles and returns when every connection is gone on this side. */
    Churn run() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Void>> loops = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                loops.add(this::loop);
            }
            for (Future<Void> done : pool.invokeAll(loops)) {
                done.get();
            }
            return this;
        } finally {
            pool.shutdownNow();
        }
    }

    /** How many cycles are done. */
    long done() {
        return ended.get();
    }

    /** How many clients that had fallen silent the node never cut. */
    long uncut() {
        return uncut.get();
    }

    private Void loop() {
        Queue<RawSocket> halfOpen = new ArrayDeque<>();
        for (long n = begun.getAndIncrement(); n < cycles; n = begun.getAndIncrement()) {
            cycle(n, halfOpen);
            ended.incrementAndGet();
            if (halfOpen.size() > HALF_OPEN_MAX) {
                awaitCut(halfOpen.remove());
            }
        }
        halfOpen.forEach(this::awaitCut);
        return null;
    }

    private void cycle(long n, Queue<RawSocket> halfOpen) {
        RawSocket socket = RawSocket.from("127.0.1." + (n % ADDRESSES + 1), node);
        if (n % 3 != 0) {
            leavePolitely(subscribed(socket, n));
            return;
        }
        switch ((int) (n / 3 % 4)) {
            case 0 -> subscribed(socket, n).reset();
            case 1 -> halfOpen.add(subscribed(socket, n));
            case 2 -> upgraded(socket).close();
            default -> inTheMidstOfAFrame(subscribed(socket, n), n);
        }
    }

    private static RawSocket upgraded(RawSocket socket) {
        return socket.upgraded("ws", "Sec-WebSocket-Protocol: carillon.v1");
    }

    private static RawSocket subscribed(RawSocket socket, long n) {
        upgraded(socket).send(Frames.text("{\"id\":1,\"type\":\"connect\",\"channels\":[\"churn.all\",\"churn." + n + "\"]}"));
        String reply = socket.awaitText();
        if (!reply.contains("connected")) {
            throw new AssertionError(reply);
        }
        return socket;
    }

    private static void leavePolitely(RawSocket socket) {
        socket.send(Frames.last(Frames.CLOSE, new byte[] {3, (byte) 0xe8}));
        Closing closing = socket.awaitClosing();
        socket.close();
        if (closing.code() != 1000) {
            throw new AssertionError("A polite goodbye is answered with " + closing);
        }
    }

    private static void inTheMidstOfAFrame(RawSocket socket, long n) {
        socket.send(Frames.header(0x81, 1_000));
        socket.send(COMMANDS_END);
        if (n % 2 == 0) {
            socket.reset();
        } else {
            socket.close();
        }
    }

    private void awaitCut(RawSocket socket) {
        if (socket.awaitClosing().equals(RawSocket.SILENCE)) {
            uncut.incrementAndGet();
        }
        socket.close();
    }
}
