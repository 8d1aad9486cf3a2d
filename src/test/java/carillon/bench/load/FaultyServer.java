package carillon.bench.load;

import carillon.bench.wire.Frames;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server of one channel in the dialect {@code carillon.v1} that delivers what its fault makes of the publications so far. */
final class FaultyServer implements AutoCloseable {

    private static final Pattern DATA = Pattern.compile("\"data\":\"([^\"]*)\"");

    private final ServerSocket server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    private final List<Socket> subscribers = new CopyOnWriteArrayList<>();
    private final List<String> pongs = new CopyOnWriteArrayList<>();
    /** Gets one publication and returns what is sent in its place; called under this. */
    private final UnaryOperator<List<String>> fault;
    private final AtomicInteger toRefuse = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile int patience = Integer.MAX_VALUE;

    FaultyServer(UnaryOperator<List<String>> fault) throws IOException {
        this.fault = fault;
        start(this::accept);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** Answers the next few handshakes with 503. */
    FaultyServer refusing(int handshakes) {
        toRefuse.set(handshakes);
        return this;
    }

    /** Closes each connection with 4429 after so many texts. */
    FaultyServer closingAfter(int texts) {
        patience = texts;
        return this;
    }

    /** How many were let in. */
    int connections() {
        return connections.get();
    }

    List<String> pongs() {
        return pongs;
    }

    private static void start(Runnable run) {
        Thread thread = new Thread(run, "faulty-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                start(() -> serve(socket));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            while (!line(in).isEmpty()) {
                // the handshake
            }
            boolean refused = toRefuse.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
            String answer = refused ? "503 Service Unavailable\r\nRetry-After: 5" : "101 Switching Protocols";
            socket.getOutputStream().write(("HTTP/1.1 " + answer + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            if (!refused) {
                serve(socket, in);
            }
        } catch (IOException gone) {
            subscribers.remove(socket);
        }
    }

    private void serve(Socket socket, DataInputStream in) throws IOException {
        connections.incrementAndGet();
        for (int texts = 0; texts < patience;) {
            texts += frame(socket, in) == Frames.TEXT ? 1 : 0;
        }
        send(socket, Frames.CLOSE, "\u0011\u004d");
        socket.shutdownOutput();
        in.transferTo(OutputStream.nullOutputStream()); // so that no reset overtakes the code
    }

    private synchronized void command(Socket socket, String text) throws IOException {
        Matcher data = DATA.matcher(text);
        if (data.find()) {
            for (String payload : fault.apply(List.of(data.group(1)))) {
                for (Socket subscriber : subscribers) {
                    send(subscriber, Frames.TEXT, "{\"data\":\"" + payload + "\"}");
                }
            }
        } else if (text.contains("connect")) {
            send(socket, Frames.PING, "are you there");
            send(socket, Frames.TEXT, "{\"type\":\"connected\"}");
            if (text.contains("\"c0\"")) {
                subscribers.add(socket);
            }
        }
    }

    private static void send(Socket socket, int opcode, String text) throws IOException {
        byte[] payload = text.getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer frame = ByteBuffer.allocate(payload.length + Frames.HEAD).put((byte) (0x80 | opcode));
        if (payload.length < 126) {
            frame.put((byte) payload.length);
        } else {
            frame.put((byte) 126).putShort((short) payload.length);
        }
        OutputStream out = socket.getOutputStream();
        out.write(frame.put(payload).array(), 0, frame.position());
    }

    private static String line(DataInputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.readUnsignedByte(); next != '\n'; next = in.readUnsignedByte()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }

    private int frame(Socket socket, DataInputStream in) throws IOException {
        int opcode = in.readUnsignedByte() & 0x0f;
        String text = payload(in);
        if (opcode == Frames.TEXT) {
            command(socket, text);
        } else if (opcode == Frames.PONG) {
            pongs.add(text);
        }
        return opcode;
    }

    private static String payload(DataInputStream in) throws IOException {
        int length = in.readUnsignedByte() & 0x7f;
        byte[] payload = new byte[length == 126 ? in.readUnsignedShort() : length];
        byte[] mask = in.readNBytes(4);
        in.readFully(payload);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i % 4];
        }
        return new String(payload, StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
