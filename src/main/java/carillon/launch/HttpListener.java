package carillon.launch;

import carillon.check.ExitStatus;
import carillon.check.Findings;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.OptionalInt;

/** Where the node is told to listen for HTTP, and with how many threads. Immutable. */
final class HttpListener {

    static final String PORT = "CARILLON_HTTP_PORT";
    static final String ADDRESS = "CARILLON_HTTP_ADDRESS";
    static final String THREADS = "CARILLON_HTTP_THREADS";
    private static final int HIGHEST_PORT = 65_535;
    private static final int MOST_THREADS = 100_000;

    private final ProcessSource source;
    private final BootCommands commands;

    HttpListener(ProcessSource source, BootCommands commands) {
        this.source = source;
        this.commands = commands;
    }

    /** Refuses numbers that are none. */
    void examine(Findings findings) {
        source.option("--port").ifPresentOrElse(text -> number("--port", text, HIGHEST_PORT, findings), () -> number(PORT, text(PORT, "8080"), HIGHEST_PORT, findings));
        number(THREADS, text(THREADS, "128"), MOST_THREADS, findings);
    }

    private static void number(String name, String text, int most, Findings findings) {
        if (parsed(text, most).isEmpty()) {
            findings.refuse(ExitStatus.CONFIGURATION, name + " must be a whole number from 1 to " + most + ", not '" + text + "'.");
        }
    }

    /** The number of threads, empty if it is none. */
    OptionalInt threads() {
        return parsed(text(THREADS, "128"), MOST_THREADS);
    }

    /** The address as it is written. */
    String address() {
        return text(ADDRESS, "127.0.0.1");
    }

    /** Where it listens; empty if that can't be known beforehand, or the port is none. The address may be unresolved. */
    Optional<InetSocketAddress> socket() {
        OptionalInt port = parsed(source.option("--port").orElseGet(() -> text(PORT, "8080")), HIGHEST_PORT);
        return source.has("--autobindhttp") || port.isEmpty() ? Optional.empty() : Optional.of(new InetSocketAddress(address(), port.getAsInt()));
    }

    private String text(String variable, String otherwise) {
        return source.variable(variable).orElseGet(() -> commands.preset(variable).orElse(otherwise));
    }

    private static OptionalInt parsed(String text, int most) {
        try {
            int value = Integer.parseInt(text);
            return value >= 1 && value <= most ? OptionalInt.of(value) : OptionalInt.empty();
        } catch (NumberFormatException notANumber) {
            return OptionalInt.empty();
        }
    }
}
