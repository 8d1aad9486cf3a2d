package carillon.it;

import carillon.Patience;
import java.io.Closeable;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** One WebSocket, as the JDK's client has it: whole messages out and in, and how it ended. */
final class WireClient implements WebSocket.Listener, Closeable {

    /** One for all: it has threads of its own. */
    private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(20)).build();

    private final Consumer<String> onMessage;
    private final CompletableFuture<Closing> closed = new CompletableFuture<>();
    private final StringBuilder parts = new StringBuilder();
    private WebSocket socket;
    /** The end of what was sent last: the JDK's client takes one message at a time. */
    private CompletableFuture<?> sent = CompletableFuture.completedFuture(null);

    private WireClient(Consumer<String> onMessage) {
        this.onMessage = onMessage;
    }

    /** Opens a connection; the subprotocol may be empty. */
    static WireClient open(URI uri, Optional<String> subprotocol, Consumer<String> onMessage) {
        WireClient client = new WireClient(onMessage);
        WebSocket.Builder builder = HTTP.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(20));
        subprotocol.ifPresent(builder::subprotocols);
        client.socket = builder.buildAsync(uri, client).join();
        return client;
    }

    /** Sends a message after all that were sent before. */
    synchronized CompletableFuture<?> send(String message) {
        sent = sent.thenCompose(done -> socket.sendText(message, true));
        return sent;
    }

    /** Sends a message in fragments. */
    synchronized void sendFragments(String... fragments) {
        for (int i = 0; i < fragments.length; i++) {
            String fragment = fragments[i];
            boolean last = i == fragments.length - 1;
            sent = sent.thenCompose(done -> socket.sendText(fragment, last));
        }
    }

    /** Sends a binary message. */
    synchronized void sendBinary(byte[] bytes) {
        sent = sent.thenCompose(done -> socket.sendBinary(ByteBuffer.wrap(bytes), true));
    }

    /** How it ended; waits for it. */
    Closing awaitClosing() {
        try {
            return closed.get(Patience.LONGEST_MS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException open) {
            throw new AssertionError("still open after 30 s");
        } catch (Exception failure) {
            throw new CompletionException(failure);
        }
    }

    /** How it ended, once it has. */
    CompletableFuture<Closing> closing() {
        return closed;
    }

    boolean isOpen() {
        return !closed.isDone();
    }

    /** Cuts the connection without a word. */
    void abort() {
        socket.abort();
        closed.complete(new Closing(1006, "cut by the test"));
    }

    @Override
    public void close() {
        if (isOpen()) {
            sent.thenCompose(done -> socket.sendClose(WebSocket.NORMAL_CLOSURE, "")).exceptionally(gone -> null);
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        parts.append(data);
        if (last) {
            String message = parts.toString();
            parts.setLength(0);
            onMessage.accept(message);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed.complete(new Closing(statusCode, reason));
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.complete(new Closing(1006, error.toString()));
    }
}
