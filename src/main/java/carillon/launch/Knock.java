package carillon.launch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Asks whether something listens at an address. Stateless. */
final class Knock {

    private static final int CONNECT_MS = 2_000;
    private static final long AGAIN_MS = 50;

    private Knock() {
    }

    /**
     * Whether a connection is taken, tried again and again; it is closed at once.
     *
     * @param address where; any address of this machine is asked by loopback
     * @param longestMs for how long it is tried, in milliseconds
     */
    static boolean answered(InetSocketAddress address, long longestMs) {
        InetSocketAddress there = address.getAddress() != null && address.getAddress().isAnyLocalAddress()
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), address.getPort()) : address;
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(longestMs);
        do {
            try (Socket socket = new Socket()) {
                socket.connect(there, CONNECT_MS);
                return true;
            } catch (IOException notYet) {
                pause();
            }
        } while (System.nanoTime() - end < 0 && !Thread.currentThread().isInterrupted());
        return false;
    }

    private static void pause() {
        try {
            new CountDownLatch(1).await(AGAIN_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
