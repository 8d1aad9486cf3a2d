package carillon.it;

import carillon.Patience;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A socket to a node that sends any bytes, as no client library would. One thread uses it; another may send. */
final class RawSocket implements Closeable {

    /** Nobody answered within the time limit: not a close code. */
    static final Closing SILENCE = new Closing(0, "nothing came");
    /** The connection ended without a close frame. */
    static final Closing CUT = new Closing(1006, "cut");

    private static final int ANSWER_MS = Patience.LONGEST_MS;
    /** Shorter than the silence after which a narrow node cuts. */
    private static final int SETTLED_MS = 2_000;
    private static final int LONGEST_HEAD = 65_536;

    private final URI node;
    private final Socket socket;
    private final DataInputStream in;
    private final List<String> texts = new ArrayList<>();
    private Closing last = SILENCE;
    private String outcome = "";
    private boolean answersPings;

    private RawSocket(URI node, Socket socket) throws IOException {
        this.node = node;
        this.socket = socket;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    /** A TCP connection to the node of that root; nothing is sent. */
    static RawSocket to(URI node) {
        return from("127.0.0.1", node);
    }

    /** The same from another address of this machine: each has ports of its own. */
    static RawSocket from(String address, URI node) {
        try {
            Socket socket = new Socket();
            socket.bind(new InetSocketAddress(InetAddress.getByName(address), 0));
            socket.connect(new InetSocketAddress(node.getHost(), node.getPort()), ANSWER_MS);
            socket.setSoTimeout(ANSWER_MS);
            socket.setTcpNoDelay(true);
            return new RawSocket(node, socket);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A connection of raw text that is open. */
    static RawSocket open(URI node, String channel) {
        return to(node).upgraded("ws/" + channel);
    }

    /** A connection of version 1 that is open and has said nothing. */
    static RawSocket v1(URI node) {
        return to(node).upgraded("ws", "Sec-WebSocket-Protocol: carillon.v1");
    }

    /** Makes the handshake, and is not content with less than 101. */
    RawSocket upgraded(String path, String... headers) {
        int status = handshake(path, headers);
        if (status != 101) {
            throw new AssertionError("HTTP " + status);
        }
        return this;
    }

    /** The status of a good handshake with additional header lines. */
    int handshake(String path, String... headers) {
        return handshake(path, new byte[0], headers);
    }

    /** The same with bytes in the same segment, right behind it. */
    int handshake(String path, byte[] behind, String... headers) {
        List<String> lines = new ArrayList<>(List.of("GET /carillon/" + path + " HTTP/1.1", "Host: " + node.getAuthority(), "Connection: Upgrade", "Upgrade: websocket",
                "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="));
        lines.addAll(List.of(headers));
        return request(String.join("\r\n", lines) + "\r\n\r\n" + new String(behind, StandardCharsets.ISO_8859_1));
    }

    /** The status of a request, sent as it is; 0 if the node hangs up without an answer. */
    int request(String head) {
        send(head.getBytes(StandardCharsets.ISO_8859_1));
        String answer = head();
        return answer.isEmpty() ? 0 : Integer.parseInt(answer.split(" ")[1]);
    }

    private String head() {
        StringBuilder head = new StringBuilder();
        try {
            while (head.indexOf("\r\n\r\n") < 0 && head.length() < LONGEST_HEAD) {
                head.append((char) in.readUnsignedByte());
            }
        } catch (EOFException ended) {
            return head.toString();
        } catch (IOException failed) {
            return "";
        }
        return head.toString();
    }

    /** From now on it answers the pings that it reads, as a client must who wants to be sent more than a window. */
    RawSocket answeringPings() {
        answersPings = true;
        return this;
    }

    /** Sends bytes, whole; whether they could be sent. */
    boolean send(byte[] bytes) {
        try {
            synchronized (socket) {
                socket.getOutputStream().write(bytes);
            }
            return true;
        } catch (IOException gone) {
            return false;
        }
    }

    /** How the node ends this connection; {@link #SILENCE} if it does not within a time. Text that comes before is kept. */
    Closing awaitClosing(int withinMs) {
        last = closing(withinMs);
        return last;
    }

    /** What the last wait for it has found. */
    Closing lastClosing() {
        return last;
    }

    /** Pings come in between: the time is that of all frames together. */
    private Closing closing(int withinMs) {
        long end = System.nanoTime() + withinMs * 1_000_000L;
        try {
            Frame frame = read(end);
            while (frame.opcode != Frames.CLOSE) {
                frame = read(end);
            }
            return closing(frame.payload);
        } catch (SocketTimeoutException silent) {
            return SILENCE;
        } catch (IOException cut) {
            return CUT;
        }
    }

    /** Makes a handshake that may be refused, at once or behind it, and waits until it is known which. */
    void settle(String path) {
        int status = handshake(path);
        outcome = String.valueOf(status);
        if (status == 101) {
            Closing closing = awaitClosing(SETTLED_MS);
            outcome = closing.equals(SILENCE) ? "open" : closing.code() + " " + closing.reason();
        }
    }

    /** What {@link #settle} has found: {@code open}, the status that refused it, or the close code with its reason. */
    String outcome() {
        return outcome;
    }

    /** The next text message. */
    String awaitText() {
        long end = System.nanoTime() + ANSWER_MS * 1_000_000L;
        try {
            Frame frame = read(end);
            while (frame.opcode != Frames.TEXT) {
                if (frame.opcode == Frames.CLOSE) {
                    throw new AssertionError(closing(frame.payload));
                }
                frame = read(end);
            }
            return new String(frame.payload, StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private record Frame(int opcode, byte[] payload) {
    }

    private Frame read(long end) throws IOException {
        socket.setSoTimeout((int) Math.max(1, (end - System.nanoTime()) / 1_000_000));
        int opcode = in.readUnsignedByte() & 0xf;
        byte[] payload = new byte[length(in.readUnsignedByte() & 0x7f)];
        in.readFully(payload);
        if (opcode == Frames.PING && answersPings) {
            send(Frames.last(Frames.PONG, payload));
        }
        if (opcode == Frames.TEXT) {
            texts.add(new String(payload, StandardCharsets.UTF_8));
        }
        return new Frame(opcode, payload);
    }

    /** The same within 20 seconds. */
    Closing awaitClosing() {
        return awaitClosing(ANSWER_MS);
    }

    private int length(int code) throws IOException {
        return code == 126 ? in.readUnsignedShort() : code == 127 ? Math.toIntExact(in.readLong()) : code;
    }

    private static Closing closing(byte[] payload) {
        return payload.length < 2 ? new Closing(1005, "") : new Closing((payload[0] & 0xff) << 8 | payload[1] & 0xff,
                new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8));
    }

    /** The text messages that came before the end, in order. */
    List<String> texts() {
        return List.copyOf(texts);
    }

    /** Ends it by a reset: nothing of it is left on this side, either. */
    void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException gone) {
            // it is gone: that was the aim
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException gone) {
            // it is gone: that was the aim
        }
    }
}
