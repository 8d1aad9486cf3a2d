package carillon.launch;

import carillon.config.StartOutcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** Stands for a server in the node jar; the argument says how its start goes. Also the main class of the process in which it runs. */
public final class FakeServer {

    private FakeServer() {
    }

    /** Runs the launcher's start with itself as the server; the second argument is the longest time in milliseconds. */
    public static final class Process {

        private Process() {
        }

        public static void main(String[] arguments) {
            new Start(new ServerProgram(FakeServer.class.getName()), new Console(System.err), Optional.empty(), Long.parseLong(arguments[1])).run(arguments);
            System.err.println("the launcher has returned");
        }
    }

    public static void main(String[] arguments) throws Exception {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.err.println("the server's last line"), "Fake Shutdown Hook"));
        new Thread(FakeServer::forEver, "forever").start();
        switch (arguments[0]) {
            case "starts" -> System.setProperty(StartOutcome.PROPERTY, StartOutcome.STARTED);
            case "refuses" -> System.setProperty(StartOutcome.PROPERTY, StartOutcome.FAILED + "carillon.level must be right.");
            case "throws" -> throw new IllegalStateException("outer", new BindException("Address already in use"));
            case "exits" -> System.exit(0);
            case "logs" -> log();
            case "hangs" -> {
                System.err.println("hanging");
                forEver();
            }
            case "hangs-refused" -> {
                System.setProperty(StartOutcome.PROPERTY, StartOutcome.FAILED + "carillon.level must be right.");
                forEver();
            }
            default -> System.err.println("ready, without the application");
        }
    }

    /** As Payara does: the configuration is read again, then a deployment fails. */
    private static void log() throws IOException {
        LogManager.getLogManager().readConfiguration(new ByteArrayInputStream("handlers=java.util.logging.ConsoleHandler".getBytes(StandardCharsets.UTF_8)));
        Logger.getLogger("org.apache.activemq.transport").log(Level.SEVERE, "no broker", new IOException("refused"));
        Logger.getLogger("deployment").log(Level.SEVERE, "Exception while loading", new RuntimeException(new IllegalStateException("jms/carillon is not there")));
        Logger.getLogger("deployment").log(Level.SEVERE, "later", new RuntimeException("a consequence"));
    }

    private static void forEver() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
