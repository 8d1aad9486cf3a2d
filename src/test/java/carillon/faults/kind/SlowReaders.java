package carillon.faults.kind;

import carillon.cluster.Node;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Clients of {@code carillon.v1} that read 1 KB a second, or nothing at all, and never answer a ping. */
final class SlowReaders implements AutoCloseable {

    private static final int KB = 1_024;
    private static final int SMALL_BUFFER = 4 * KB;
    private static final int ANSWER_MS = 10_000;
    private static final int SHORT_FRAME = 126;
    private static final int MASKED = 0x80;
    private static final int TEXT = 0x81;

    private final List<Socket> sockets = new ArrayList<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    /** How many of them, from the first, read nothing. */
    private final int dead;

    private SlowReaders(int dead) {
        this.dead = dead;
    }

    /** Opens so many, spread over the nodes, that follow some channels. */
    static SlowReaders open(List<Node> nodes, List<String> channels, int count, int dead) throws IOException {
        SlowReaders readers = new SlowReaders(dead);
        try {
            for (int n = 0; n < count; n++) {
                readers.sockets.add(connect(nodes.get(n % nodes.size()), channels));
            }
        } catch (IOException failed) {
            readers.close();
            throw failed;
        }
        readers.timer.scheduleAtFixedRate(readers::read, 1, 1, TimeUnit.SECONDS);
        return readers;
    }

    private static Socket connect(Node node, List<String> channels) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(SMALL_BUFFER);
        socket.setSoTimeout(ANSWER_MS);
        socket.connect(new InetSocketAddress(node.uri().getHost(), node.uri().getPort()), ANSWER_MS);
        String request = "GET /carillon/ws HTTP/1.1\r\nHost: " + node.uri().getAuthority() + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: carillon.v1\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        skipHeaders(socket.getInputStream());
        socket.getOutputStream().write(frame("{\"id\":1,\"type\":\"connect\",\"channels\":[" + channels.stream().map(one -> "\"" + one + "\"").collect(Collectors.joining(",")) + "]}"));
        return socket;
    }

    private static void skipHeaders(InputStream in) throws IOException {
        int ends = 0;
        while (ends < 4) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no handshake");
            }
            ends = next == '\r' || next == '\n' ? ends + 1 : 0;
        }
    }

    /** A text frame, masked with zeros. */
    private static byte[] frame(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        boolean isShort = bytes.length < SHORT_FRAME;
        byte[] frame = new byte[bytes.length + (isShort ? 6 : 8)];
        frame[0] = (byte) TEXT;
        frame[1] = (byte) (MASKED | (isShort ? bytes.length : SHORT_FRAME));
        if (!isShort) {
            frame[2] = (byte) (bytes.length >> 8);
            frame[3] = (byte) bytes.length;
        }
        System.arraycopy(bytes, 0, frame, frame.length - bytes.length, bytes.length);
        return frame;
    }

    private synchronized void read() {
        byte[] some = new byte[KB];
        for (Socket socket : sockets.subList(dead, sockets.size())) {
            try {
                if (!socket.isClosed() && socket.getInputStream().available() > 0 && socket.getInputStream().read(some) < 0) {
                    socket.close();
                }
            } catch (IOException gone) {
                quietly(socket);
            }
        }
    }

    /** How many the nodes have not closed. */
    synchronized long open() {
        return sockets.stream().filter(socket -> !socket.isClosed()).count();
    }

    private static void quietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // It has ended, which is what was wanted.
        }
    }

    @Override
    public synchronized void close() {
        timer.shutdownNow();
        sockets.forEach(SlowReaders::quietly);
    }
}
