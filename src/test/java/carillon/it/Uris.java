package carillon.it;

import java.net.URI;

/** Addresses of a node. */
final class Uris {

    private Uris() {
    }

    /** The address of a path below a node's root, which has no slash at its end. */
    static URI http(URI node, String path) {
        return URI.create(node + "/" + path);
    }

    /** The same for WebSockets. */
    static URI webSocket(URI node, String path) {
        return URI.create("ws" + http(node, path).toString().substring("http".length()));
    }
}
