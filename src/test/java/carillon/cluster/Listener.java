package carillon.cluster;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** A client that follows one channel until its connection ends. It does not come back. */
final class Listener implements WebSocket.Listener {

    private static final Duration OPENS_WITHIN = Duration.ofSeconds(20);
    /** One for all: it has threads of its own. */
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(OPENS_WITHIN).build();

    private final Wire wire;
    private final Consumer<String> onText;
    private final StringBuilder parts = new StringBuilder();
    private final CompletableFuture<String> answer = new CompletableFuture<>();
    private final CompletableFuture<String> ended = new CompletableFuture<>();

    private Listener(Wire wire, Consumer<String> onText) {
        this.wire = wire;
        this.onText = onText;
    }

    /**
     * Returns when it is subscribed.
     *
     * @param node the root of a node, or of a load balancer, as {@link Node#uri()} gives it
     * @param onText called with each publication, by one thread at a time
     * @throws ClusterException if it can't be subscribed
     */
    static Listener open(URI node, Wire wire, String channel, Consumer<String> onText) {
        Listener listener = new Listener(wire, onText);
        try {
            WebSocket.Builder builder = HTTP.newWebSocketBuilder().connectTimeout(OPENS_WITHIN);
            Optional<String> greeting = wire.greeting(channel);
            greeting.ifPresent(text -> builder.subprotocols(Wire.SUBPROTOCOL));
            WebSocket socket = builder.buildAsync(URI.create("ws" + node.toString().substring("http".length()) + wire.path(channel)), listener).join();
            greeting.ifPresent(text -> listener.greet(socket, text));
            return listener;
        } catch (CompletionException failed) {
            throw new ClusterException("Can't listen at " + node + ": " + reason(failed.getCause()), failed);
        }
    }

    private void greet(WebSocket socket, String text) {
        socket.sendText(text, true);
        Wire.refusal(answer.join()).ifPresent(reason -> {
            throw new CompletionException(new ClusterException(reason));
        });
    }

    private static String reason(Throwable failure) {
        if (failure instanceof WebSocketHandshakeException refused) {
            return "HTTP " + refused.getResponse().statusCode();
        }
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    /** Completed with the close code and reason once the connection has ended. */
    CompletableFuture<String> ended() {
        return ended;
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        parts.append(data);
        if (last) {
            String message = parts.toString();
            parts.setLength(0);
            heard(message);
        }
        socket.request(1);
        return null;
    }

    /** The first message of version 1 is the answer to the greeting; publications may share it. */
    private void heard(String message) {
        if (wire == Wire.V1) {
            answer.complete(message);
        }
        wire.texts(message).forEach(onText);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        end(code + (reason.isEmpty() ? "" : " " + reason));
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        end(reason(error));
    }

    private void end(String how) {
        ended.complete(how);
        answer.completeExceptionally(new ClusterException("the connection ended: " + how));
    }
}
