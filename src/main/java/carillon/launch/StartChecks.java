package carillon.launch;

import carillon.check.ExitStatus;
import carillon.check.Findings;
import carillon.check.SettingsCheck;
import carillon.config.Limit;
import carillon.config.Settings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What is looked at before the server boots: first what is configured, then what this machine has. Stateless. */
final class StartChecks {

    /** In this order; the first refusal decides the exit status. */
    private static final List<StartCheck> ALL = List.of(StartChecks::listener, StartChecks::threads, StartChecks::password, StartChecks::outOfMemory,
            StartChecks::temporaryDirectory, StartChecks::address);
    /** What Payara Micro 6.2025.10 unpacks, and some. */
    private static final long UNPACKED_BYTES = 250L * 1024 * 1024;

    private StartChecks() {
    }

    /** Looks at all; opens a socket where the node would listen and closes it again. */
    static Findings examine(NodeConfiguration node) {
        Findings findings = new Findings();
        Optional<Settings> settings = SettingsCheck.examine(node.source(), findings);
        ALL.forEach(check -> check.examine(node, settings, findings));
        return findings;
    }

    private static void listener(NodeConfiguration node, Optional<Settings> settings, Findings findings) {
        node.listener().examine(findings);
    }

    /** Handshakes wait on threads of the server: some have to be left for all else. */
    private static void threads(NodeConfiguration node, Optional<Settings> settings, Findings findings) {
        if (settings.isEmpty() || node.listener().threads().isEmpty()) {
            return;
        }
        int threads = node.listener().threads().getAsInt();
        int set = settings.get().get(Limit.HANDSHAKES_MAX);
        int handshakes = set > 0 ? set : 2 * Runtime.getRuntime().availableProcessors();
        int waiting = settings.get().get(Limit.HANDSHAKES_WAITING_MAX);
        if (threads <= handshakes + waiting) {
            findings.warn(HttpListener.THREADS + " (" + threads + ") should be more than " + Limit.HANDSHAKES_MAX.key() + " (" + handshakes + ") and "
                    + Limit.HANDSHAKES_WAITING_MAX.key() + " (" + waiting + ") together, or handshakes that wait leave no thread for what clients send.");
        }
    }

    private static void password(NodeConfiguration node, Optional<Settings> settings, Findings findings) {
        if (node.source().value("carillon.broker.password").isEmpty()) {
            findings.warn("CARILLON_BROKER_PASSWORD is not set: a broker that asks for a password refuses this node, and it is never ready.");
        }
    }

    private static void outOfMemory(NodeConfiguration node, Optional<Settings> settings, Findings findings) {
        if (!node.runtime().endsOnOutOfMemory()) {
            findings.warn("The option -XX:+ExitOnOutOfMemoryError is not set: a node whose memory has run out may go on as half a node; start it with java -XX:+ExitOnOutOfMemoryError -jar …");
        }
    }

    private static void temporaryDirectory(NodeConfiguration node, Optional<Settings> settings, Findings findings) {
        Path directory = node.temporary();
        try {
            Files.delete(Files.createTempFile(directory, "carillon", ".check"));
        } catch (IOException | SecurityException unwritable) {
            findings.refuse(ExitStatus.CANNOT_WRITE, "The temporary directory " + directory + " can't be written, and the server unpacks itself there; name another by -Djava.io.tmpdir=…");
            return;
        }
        long free = directory.toFile().getUsableSpace();
        if (free < UNPACKED_BYTES) {
            findings.warn("The temporary directory " + directory + " has " + free / 1_048_576 + " MB left; the server unpacks some 150 MB there.");
        }
    }

    private static void address(NodeConfiguration node, Optional<Settings> settings, Findings findings) {
        node.listener().socket().ifPresent(socket -> bind(node.listener().address(), socket, findings));
    }

    private static void bind(String address, InetSocketAddress socket, Findings findings) {
        if (socket.isUnresolved()) {
            findings.refuse(ExitStatus.CONFIGURATION, HttpListener.ADDRESS + " must be an address of this machine; '" + address + "' is not known.");
            return;
        }
        try (ServerSocket server = new ServerSocket()) {
            server.setReuseAddress(true);
            server.bind(socket);
        } catch (IOException refused) {
            findings.refuse(ExitStatus.UNAVAILABLE, "Port " + socket.getPort() + " of " + address + " can't be had (" + refused.getMessage() + "); set " + HttpListener.PORT
                    + " and " + HttpListener.ADDRESS + ".");
        }
    }
}
