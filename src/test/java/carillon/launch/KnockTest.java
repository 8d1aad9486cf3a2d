package carillon.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class KnockTest {

    @Test
    void isAnsweredWhereSomethingListens() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(Knock.answered(new InetSocketAddress("0.0.0.0", server.getLocalPort()), 60_000)).isTrue();
        }
    }

    @Test
    void isNotAnsweredWhereNothingDoes() throws IOException {
        int port;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
        }
        assertThat(Knock.answered(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0)).isFalse();
    }
}
