package carillon.faults.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LinkTest {

    private ServerSocket server;
    private Link link;
    private Socket near;
    private Socket far;

    @BeforeEach
    void connect() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        link = new Link(server.getLocalPort());
        near = new Socket(InetAddress.getLoopbackAddress(), link.port());
        far = server.accept();
    }

    @AfterEach
    void close() throws IOException {
        link.close();
        near.close();
        far.close();
        server.close();
    }

    private static void passes(Socket from, Socket to, int what) throws IOException {
        from.getOutputStream().write(what);
        to.setSoTimeout(120_000);
        assertThat(to.getInputStream().read()).isEqualTo(what);
    }

    private static void doesNotPass(Socket from, Socket to, int what) throws IOException {
        from.getOutputStream().write(what);
        to.setSoTimeout(200);
        assertThatThrownBy(() -> to.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void passesBothWays() throws IOException {
        passes(near, far, 1);
        passes(far, near, 2);
    }

    @Test
    void holdsOneWayAndLetsPassTheOther() throws IOException {
        passes(near, far, 1);
        link.hold(Link.Way.OUT);
        doesNotPass(near, far, 2);
        passes(far, near, 3);
    }

    @Test
    void whatWasHeldPassesWhenItIsMended() throws IOException {
        link.hold(Link.Way.BACK);
        doesNotPass(far, near, 1);
        link.mend();
        near.setSoTimeout(120_000);
        assertThat(near.getInputStream().read()).isEqualTo(1);
    }

    @Test
    void endsBothSidesWhenItIsCutAndNewOnesToo() throws IOException {
        passes(near, far, 1);
        link.cut();
        assertEnds(near);
        assertEnds(far);
        try (Socket next = new Socket(InetAddress.getLoopbackAddress(), link.port())) {
            assertEnds(next);
        }
    }

    private static void assertEnds(Socket socket) throws IOException {
        socket.setSoTimeout(120_000);
        try {
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        } catch (SocketTimeoutException open) {
            throw open;
        } catch (IOException reset) {
            // A reset is an end too.
        }
    }
}
