package carillon.it;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A proxy of the old kind before a node: it lets no Upgrade header through, so no WebSocket is opened. One request a connection. */
final class UpgradeStripper implements Closeable {

    private static final String END_OF_HEAD = "\r\n\r\n";

    private final URI node;
    private final ServerSocket server;
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();

    private UpgradeStripper(URI node, ServerSocket server) {
        this.node = node;
        this.server = server;
    }

    static UpgradeStripper before(URI node) throws IOException {
        UpgradeStripper proxy = new UpgradeStripper(node, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        proxy.start(proxy::accept);
        return proxy;
    }

    /** The root of the application, through the proxy. */
    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + node.getPath());
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = server.accept();
            open.add(client);
            start(() -> serve(client));
        }
    }

    private void serve(Socket client) throws IOException {
        try (client; Socket up = new Socket(InetAddress.getLoopbackAddress(), node.getPort())) {
            open.add(up);
            up.getOutputStream().write(head(client.getInputStream()).getBytes(StandardCharsets.ISO_8859_1));
            start(() -> pass(client.getInputStream(), up.getOutputStream()));
            pass(up.getInputStream(), client.getOutputStream());
        }
    }

    private static String head(InputStream input) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        while (!read.toString(StandardCharsets.ISO_8859_1).endsWith(END_OF_HEAD)) {
            int next = input.read();
            if (next < 0) {
                throw new IOException("ended within the head");
            }
            read.write(next);
        }
        return read.toString(StandardCharsets.ISO_8859_1).replaceAll("(?im)^(Upgrade|Connection):.*\r\n", "").replaceFirst(END_OF_HEAD + "$", "\r\nConnection: close" + END_OF_HEAD);
    }

    private static void pass(InputStream from, OutputStream to) throws IOException {
        byte[] some = new byte[8_192];
        for (int count = from.read(some); count >= 0; count = from.read(some)) {
            to.write(some, 0, count);
            to.flush();
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException over) {
                // Either end has gone, or the proxy was closed: nothing is to be done.
            }
        }, "upgrade-stripper");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        open.forEach(socket -> {
            try {
                socket.close();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        });
    }
}
