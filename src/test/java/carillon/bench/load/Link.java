package carillon.bench.load;

import carillon.bench.wire.Frames;
import carillon.bench.wire.Speech;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** One connection of the driver to a server, as a subscriber or as a publisher. One thread. */
final class Link {

    /** What a link is to its server. */
    enum State { CONNECTING, UPGRADING, GREETING, READY, CLOSED }

    private static final int FEW_BYTES = 16 * 1024;
    private static final byte[] NOTHING = {};
    private static final byte[] NORMAL = {1000 >> 8, (byte) 1000};

    final int number;
    final int channel;
    final boolean publishes;
    private final URI uri;
    private final Speech speech;
    private State state = State.CONNECTING;
    private SocketChannel socket;
    private SelectionKey key;
    private ByteBuffer out = ByteBuffer.allocate(512);
    /** The start of a frame whose rest has not come. */
    private byte[] rest = NOTHING;
    private int restLength;
    private long ids = 1;

    Link(int number, int channel, boolean publishes, URI base, Speech speech) {
        this.number = number;
        this.channel = channel;
        this.publishes = publishes;
        this.speech = speech;
        this.uri = URI.create(base + speech.path(channel, publishes));
    }

    State state() {
        return state;
    }

    void become(State next) {
        state = next;
    }

    boolean isReady() {
        return state == State.READY;
    }

    /** Whether the server has agreed to speak WebSocket, and has not been hung up on. */
    boolean isOpen() {
        return state == State.GREETING || state == State.READY;
    }

    long nextId() {
        return ++ids;
    }

    /** Starts to connect; the selector tells when it has. */
    void connect(Selector selector, boolean fewBytes) throws IOException {
        socket = SocketChannel.open();
        socket.configureBlocking(false);
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        if (fewBytes) {
            socket.setOption(StandardSocketOptions.SO_RCVBUF, FEW_BYTES);
        }
        key = socket.register(selector, SelectionKey.OP_CONNECT, this);
        socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
    }

    /** Asks for the upgrade once the connection is there. */
    void upgrade() throws IOException {
        socket.finishConnect();
        state = State.UPGRADING;
        key.interestOps(SelectionKey.OP_READ);
        String path = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        append(("GET " + path + " HTTP/1.1\r\nHost: " + uri.getHost() + ":" + uri.getPort()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                + speech.headers() + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        flush();
    }

    /** Puts a frame into the buffer; {@link #flush} sends it. */
    void queue(int opcode, byte[] payload, int mask) {
        room(payload.length + Frames.HEAD);
        Frames.write(out, opcode, payload, mask);
    }

    private void append(byte[] bytes) {
        room(bytes.length);
        out.put(bytes);
    }

    private void room(int bytes) {
        if (out.remaining() < bytes) {
            out = ByteBuffer.allocate(Math.max(out.capacity() * 2, out.position() + bytes)).put(out.flip());
        }
    }

    /** Writes what the socket takes; the rest when it takes more. */
    void flush() throws IOException {
        out.flip();
        socket.write(out);
        out.compact();
        int wanted = key.interestOps() & SelectionKey.OP_READ | (out.position() > 0 ? SelectionKey.OP_WRITE : 0);
        if (wanted != key.interestOps()) {
            key.interestOps(wanted);
        }
    }

    boolean hasQueued() {
        return out.position() > 0;
    }

    /** Reads no more, as a client does that hangs. */
    void stall() {
        key.interestOps(key.interestOps() & ~SelectionKey.OP_READ);
    }

    /**
     * Reads once.
     *
     * @param bytes get what was left over, then what came
     * @return how many bytes that is; -1 at the end
     */
    int read(ByteBuffer direct, byte[] bytes) throws IOException {
        direct.clear();
        int count = socket.read(direct);
        if (count < 0) {
            return -1;
        }
        System.arraycopy(rest, 0, bytes, 0, restLength);
        direct.flip().get(bytes, restLength, count);
        return restLength + count;
    }

    /** Keeps what is to be read again, together with what follows. */
    void keep(byte[] bytes, int from, int to) {
        restLength = to - from;
        if (restLength > rest.length) {
            rest = new byte[restLength + 256];
        }
        System.arraycopy(bytes, from, rest, 0, restLength);
    }

    /** Says good-bye, if there is anybody to say it to, and closes. */
    void end() {
        if (state == State.READY) {
            try {
                queue(Frames.CLOSE, NORMAL, 0);
                flush();
            } catch (IOException gone) {
                // Then nobody waits for it.
            }
        }
        if (state != State.CLOSED && socket != null) {
            close();
        }
    }

    void close() {
        state = State.CLOSED;
        rest = NOTHING;
        restLength = 0;
        try {
            socket.close();
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }
}
