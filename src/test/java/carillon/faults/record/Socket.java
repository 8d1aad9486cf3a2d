package carillon.faults.record;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One WebSocket of a line: whole messages in and out. It tells its end once. Thread-safe. */
final class Socket implements WebSocket.Listener {

    /** Whom it tells; called by one thread at a time. */
    interface Owner {
        void opened(Socket socket);

        void message(Socket socket, String text);

        void over(Socket socket, int code, String reason);
    }

    private final Owner owner;
    private final StringBuilder parts = new StringBuilder();
    /** Guarded by this; so are the fields below. */
    private WebSocket socket;
    private CompletableFuture<?> sent = CompletableFuture.completedFuture(null);
    private boolean over;
    private boolean stalled;
    private boolean wanting;
    /** When anything came of late, pings too. */
    private volatile long heardAt = System.nanoTime();

    Socket(Owner owner) {
        this.owner = owner;
    }

    /** When it was heard last; it is heard now as long as it is not listened to. */
    synchronized long heardAt() {
        return stalled ? System.nanoTime() : heardAt;
    }

    /** Sends a message after all that were sent before; what can't be sent is noticed as the end of the socket. */
    synchronized void send(String text) {
        WebSocket now = socket;
        sent = sent.thenCompose(done -> now.sendText(text, true)).exceptionally(gone -> null);
    }

    /** Reads no more, not even pings, until it is told to go on. */
    synchronized void stall(boolean value) {
        stalled = value;
        heardAt = System.nanoTime();
        if (!value && wanting) {
            wanting = false;
            socket.request(1);
        }
    }

    /** Ends it without a word. */
    void abort(String why) {
        WebSocket now;
        synchronized (this) {
            now = socket;
        }
        if (now != null) {
            now.abort();
        }
        end(1006, why);
    }

    /** Ends it politely. */
    void close() {
        WebSocket now;
        synchronized (this) {
            now = socket;
        }
        if (now != null) {
            now.sendClose(WebSocket.NORMAL_CLOSURE, "").exceptionally(gone -> null);
        }
    }

    private void end(int code, String reason) {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
        }
        owner.over(this, code, reason);
    }

    private void next(WebSocket webSocket) {
        heardAt = System.nanoTime();
        synchronized (this) {
            if (stalled) {
                wanting = true;
                return;
            }
        }
        webSocket.request(1);
    }

    @Override
    public void onOpen(WebSocket webSocket) {
        synchronized (this) {
            socket = webSocket;
            if (over) {
                webSocket.abort();
                return;
            }
        }
        owner.opened(this);
        next(webSocket);
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        parts.append(data);
        if (last) {
            String text = parts.toString();
            parts.setLength(0);
            owner.message(this, text);
        }
        next(webSocket);
        return null;
    }

    @Override
    public CompletionStage<?> onPing(WebSocket webSocket, ByteBuffer message) {
        next(webSocket);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        end(statusCode, reason);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        end(1006, error.toString());
    }
}
