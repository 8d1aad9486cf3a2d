package carillon.faults.stage;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A link to a port of this machine that can be made slow, held in each direction, and cut. Thread-safe.
 *
 * <p>Held is what a network does that drops all packets: nothing passes and nothing ends, and what was on its way passes when it is released. Cut is what it does
 * when it says so: connections end, and new ones are refused.
 */
public final class Link implements AutoCloseable {

    /** Seen from who connects. */
    public enum Way { OUT, BACK }

    private static final int BUFFER = 64 * 1024;
    private static final int CONNECT_MS = 3_000;

    private final int target;
    private final ServerSocket server;
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
    /** Guarded by this; so are the fields below. */
    private boolean holdOut;
    private boolean holdBack;
    private boolean cut;
    private int delayMs;

    /** Starts one to a port of the loopback address. */
    public Link(int target) {
        this.target = target;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        start("accept", this::accept);
    }

    /** Where to connect. */
    public int port() {
        return server.getLocalPort();
    }

    /** From now on nothing passes this way. */
    public synchronized void hold(Way way) {
        holdOut |= way == Way.OUT;
        holdBack |= way == Way.BACK;
    }

    /** From now on each piece is late by so much. */
    public synchronized void delay(int millis) {
        delayMs = millis;
    }

    /** Ends what is connected, and refuses more. */
    public void cut() {
        synchronized (this) {
            cut = true;
            notifyAll();
        }
        reset();
    }

    /** Ends what is connected. */
    public void reset() {
        open.forEach(Link::quietly);
    }

    /** All passes again. */
    public synchronized void mend() {
        holdOut = false;
        holdBack = false;
        cut = false;
        delayMs = 0;
        notifyAll();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket one = server.accept();
                open.add(one);
                start("connect", () -> connect(one));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void connect(Socket one) {
        Socket other = new Socket();
        open.add(other);
        try {
            pass(Way.OUT);
            other.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), CONNECT_MS);
            one.setTcpNoDelay(true);
            other.setTcpNoDelay(true);
            start("back", () -> pump(other, one, Way.BACK));
            pump(one, other, Way.OUT);
        } catch (IOException | InterruptedException refused) {
            end(one, other);
        }
    }

    private void pump(Socket from, Socket to, Way way) {
        byte[] buffer = new byte[BUFFER];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                pass(way);
                out.write(buffer, 0, length);
            }
            pass(way); // an end is held like all else
        } catch (IOException | InterruptedException ended) {
            // Either side is gone: the other one learns it below.
        } finally {
            end(from, to);
        }
    }

    /** Waits as long as nothing passes, and for the delay. */
    private void pass(Way way) throws IOException, InterruptedException {
        int late;
        synchronized (this) {
            while (!cut && (way == Way.OUT ? holdOut : holdBack)) {
                wait();
            }
            if (cut) {
                throw new IOException("cut");
            }
            late = delayMs;
        }
        if (late > 0) {
            Thread.sleep(late);
        }
    }

    private void end(Socket one, Socket other) {
        quietly(one);
        quietly(other);
        open.remove(one);
        open.remove(other);
    }

    private static void quietly(Closeable socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // It has ended, which is what was wanted.
        }
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, "link-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        quietly(server);
        cut();
    }
}
