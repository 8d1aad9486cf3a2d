package carillon.it;

import carillon.cluster.Ports;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A web server of another origin than the nodes', with one page. The nodes of the tests' cluster know its origin. */
final class OtherOrigin implements AutoCloseable {

    private static final int PORT = Ports.free();

    private final HttpServer server;

    private OtherOrigin(HttpServer server) {
        this.server = server;
    }

    /** The origin, whether it is served or not. */
    static String address() {
        return "http://127.0.0.1:" + PORT;
    }

    /** Serves a page. */
    static OtherOrigin serving(String html, String policy) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT), 0);
        server.createContext("/", exchange -> {
            byte[] body = html.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.getResponseHeaders().set("Content-Security-Policy", policy);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return new OtherOrigin(server);
    }

    URI page() {
        return URI.create(address() + "/");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
