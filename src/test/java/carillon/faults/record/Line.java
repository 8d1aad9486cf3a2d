package carillon.faults.record;

import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * A connection of {@code carillon.v1} that comes back by itself: with jitter, doubling from a quarter of a second to four, and when nothing was heard for
 * two and a half pings. Thread-safe; whoever is at its end is called by one thread at a time.
 */
final class Line implements AutoCloseable, Socket.Owner {

    /** Who speaks and hears on it. */
    interface End {
        /** What to say first. */
        String greeting();

        /** The reply, a push, or an error. */
        void heard(JsonObject object);

        void ended(int code, String reason);
    }

    static final JsonProvider JSON = JsonProvider.provider();
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(3)).build();
    private static final ScheduledExecutorService TIMER = Executors.newScheduledThreadPool(2, task -> {
        Thread thread = new Thread(task, "faults-timer");
        thread.setDaemon(true);
        return thread;
    });
    private static final long HANDSHAKE_NANOS = TimeUnit.SECONDS.toNanos(6);
    private static final long WATCH_MS = 250;
    private static final int FIRST_MS = 250;
    private static final int MOST_DOUBLINGS = 4;

    private final List<URI> doors;
    private final Random random;
    private final End end;
    private final ScheduledFuture<?> watching;
    /** Written under the lock of this, and read without: whoever speaks may hold a lock of his own. */
    private volatile Socket socket;
    private volatile boolean connected;
    private volatile long attemptAt;
    private volatile String where = "nothing";
    /** Guarded by this; so are the fields below. */
    private boolean closed;
    private int failures;
    private int door;
    private long least;
    private long silenceNanos = HANDSHAKE_NANOS;

    /** One that connects, once it is started, to one of some doors, and to the next whenever one does not open. */
    Line(List<URI> doors, int first, Random random, End end) {
        this.doors = List.copyOf(doors);
        this.door = first;
        this.random = random;
        this.end = end;
        this.watching = TIMER.scheduleWithFixedDelay(this::watch, WATCH_MS, WATCH_MS, TimeUnit.MILLISECONDS);
    }

    void start() {
        TIMER.execute(this::open);
    }

    static ScheduledExecutorService timer() {
        return TIMER;
    }

    private synchronized void open() {
        if (closed) {
            return;
        }
        attemptAt = System.nanoTime();
        silenceNanos = HANDSHAKE_NANOS;
        Socket next = new Socket(this);
        socket = next;
        HTTP.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(3)).subprotocols("carillon.v1").buildAsync(doors.get(door % doors.size()), next)
                .whenComplete((opened, failure) -> {
                    if (failure != null) {
                        next.abort("no handshake");
                    }
                });
    }

    /** When the attempt that led to this connection began. */
    long attemptAt() {
        return attemptAt;
    }

    boolean isConnected() {
        return connected;
    }

    /** What tells this connection from those before it, and the node that it leads to, as that has greeted; for who looks for a fault. */
    String where() {
        return where;
    }

    /** Says something, if there is a connection. */
    boolean send(String text) {
        Socket now = socket;
        if (!connected || now == null) {
            return false;
        }
        now.send(text);
        return true;
    }

    /** Cuts the connection without a word. */
    void cut() {
        Socket now = socket;
        if (now != null) {
            now.abort("cut");
        }
    }

    void stall(boolean value) {
        Socket now = socket;
        if (now != null) {
            now.stall(value);
        }
    }

    @Override
    public synchronized void opened(Socket which) {
        if (which == socket) {
            which.send(end.greeting());
        }
    }

    @Override
    public synchronized void message(Socket which, String text) {
        if (which == socket) {
            text.lines().filter(line -> !line.isBlank()).map(line -> JSON.createReader(new StringReader(line)).readObject()).forEach(this::heard);
        }
    }

    private void heard(JsonObject object) {
        String type = object.getString("type");
        if (type.equals("connected")) {
            where = object.getString("node", "?") + "/" + object.getString("connection", "?") + " since " + System.nanoTime();
            connected = true;
            failures = 0;
            silenceNanos = TimeUnit.MILLISECONDS.toNanos(object.getInt("ping") * 2_500L);
        } else if (type.equals("disconnect")) {
            least = object.getInt("delay", 0);
        }
        end.heard(object);
    }

    @Override
    public synchronized void over(Socket which, int code, String reason) {
        if (which != socket) {
            return;
        }
        socket = null;
        connected = false;
        end.ended(code, reason);
        door++;
        if (!closed) {
            TIMER.schedule(this::open, pause(), TimeUnit.MILLISECONDS);
        }
    }

    private long pause() {
        long pause = least + random.nextInt(FIRST_MS << Math.min(failures++, MOST_DOUBLINGS));
        least = 0;
        return pause;
    }

    private void watch() {
        Socket silent;
        synchronized (this) {
            silent = socket != null && System.nanoTime() - Math.max(socket.heardAt(), attemptAt) > silenceNanos ? socket : null;
        }
        if (silent != null) {
            silent.abort("silence");
        }
    }

    @Override
    public void close() {
        Socket last;
        synchronized (this) {
            closed = true;
            last = socket;
        }
        watching.cancel(false);
        if (last != null) {
            last.close();
        }
    }
}
