package carillon.cluster;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The listener, {@code mvn -Plisten}: prints what arrives on a channel, or checks it.
 *
 * <p>{@code -Dchannel=…}; {@code -Durls=http://127.0.0.1:8080/carillon}, one address or several with commas, of any nodes or load balancers;
 * {@code -Dclients=1}, spread over the addresses in turn; {@code -Ddialect=v1} or {@code raw}. With {@code -Dexpect=…}, a file as
 * {@code mvn -Psend -Dfile=…} sends it, each client must receive each line once, in order: it ends when all have, or when nothing
 * has come for {@code -Dquiet=30} seconds after the first, with exit code 1 if one has not.
 */
public final class ListenCommand {

    private static final PrintStream OUT = System.out;
    private static final int MOST_CLIENTS = 100_000;
    private static final int LONGEST_QUIET_S = 86_400;

    private final String channel = Options.text("channel")
            .orElseThrow(() -> new ClusterException("-Dchannel=… is missing; for instance: mvn -Plisten -Dchannel=news"));
    private final List<URI> addresses = Stream.of(Options.text("urls").orElse("http://127.0.0.1:8080/carillon").split(" *, *")).map(ListenCommand::address).toList();
    private final int clients = Options.number("clients", 1, 1, MOST_CLIENTS);
    private final Wire wire = wire(Options.text("dialect").orElse("v1"));
    private final LongAdder heard = new LongAdder();
    private final AtomicInteger listening = new AtomicInteger();

    private ListenCommand() {
    }

    public static void main(String[] arguments) {
        try {
            new ListenCommand().run();
        } catch (ClusterException refused) {
            OUT.println(refused.getMessage());
            System.exit(1);
        }
    }

    private void run() {
        if (Options.text("expect").isPresent()) {
            check(Path.of(Options.text("expect").orElseThrow()));
        } else {
            print();
        }
    }

    /** Until the last connection ends, or Ctrl-C. What the first client hears is printed; of the others it is counted. */
    private void print() {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> OUT.println(heard.sum() + " received by " + clients + (clients == 1 ? " client" : " clients")), "count"));
        List<Listener> listeners = IntStream.range(0, clients).mapToObj(client -> open(client, text -> {
            heard.increment();
            if (client == 0) {
                OUT.println(wire.shown(text));
            }
        })).toList();
        sayListening();
        listeners.forEach(listener -> listener.ended().join());
        throw new ClusterException("All connections have ended");
    }

    private void check(Path file) {
        Audit audit = new Audit(new Feed(lines(file).stream().map(wire::arrivalOf).toList()), clients);
        Progress progress = new Progress(audit, OUT);
        IntStream.range(0, clients).forEach(client -> open(client, text -> {
            audit.of(client).add(text);
            progress.heard();
        }));
        sayListening();
        OUT.println("Waiting for the " + audit.expectedOfEach() + " lines of " + file);
        progress.awaitEnd(Options.number("quiet", 30, 1, LONGEST_QUIET_S), () -> listening.get() == 0);
        report(audit, progress);
    }

    private static void report(Audit audit, Progress progress) {
        OUT.printf("expected of each client: %d, received: %d to %d%n", audit.expectedOfEach(), audit.least(), audit.most());
        OUT.printf("%d clients together: %s%n", audit.clients(), audit.total());
        OUT.printf("%d deliveries in %.1f s, %.0f a second%n", audit.received(), progress.seconds(), audit.received() / progress.seconds());
        List<String> complaints = audit.complaints();
        if (!complaints.isEmpty()) {
            throw new ClusterException("NOT as expected. " + String.join(System.lineSeparator(), complaints));
        }
        OUT.println("Every client received every line once, in order.");
    }

    private Listener open(int client, Consumer<String> onText) {
        URI address = addresses.get(client % addresses.size());
        Listener listener = Listener.open(address, wire, channel, onText);
        listening.incrementAndGet();
        listener.ended().thenAccept(how -> {
            listening.decrementAndGet();
            OUT.println("client " + (client + 1) + " at " + address + " has ended: " + how);
        });
        return listener;
    }

    private void sayListening() {
        OUT.println(clients + (clients == 1 ? " client listens" : " clients listen") + " to channel " + channel + " at " + addresses.size()
                + (addresses.size() == 1 ? " address" : " addresses") + ". Ctrl-C ends it.");
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException missing) {
            throw new ClusterException("Can't read the file " + file, missing);
        }
    }

    private static URI address(String text) {
        if (!text.matches("https?://[^/]+(/.*)?")) {
            throw new ClusterException("-Durls=" + text + " is no address of a node such as http://127.0.0.1:8080/carillon");
        }
        return URI.create(text.replaceAll("/+$", ""));
    }

    private static Wire wire(String name) {
        return switch (name) {
            case "v1" -> Wire.V1;
            case "raw" -> Wire.RAW;
            default -> throw new ClusterException("-Ddialect=" + name + " is neither v1 nor raw");
        };
    }
}
