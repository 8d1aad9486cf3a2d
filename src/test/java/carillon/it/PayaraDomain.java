package carillon.it;

import carillon.cluster.Asadmin;
import carillon.cluster.DomainFile;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A domain of Payara Server with two instances in a deployment group, on this machine, loopback and free ports.
 *
 * <p>Its processes are no children: asadmin starts them in the background. They are ended by the ids that they have written down, also when this
 * JVM ends. Not thread-safe.
 */
final class PayaraDomain implements AutoCloseable {

    static final String GROUP = "towers";
    static final List<String> INSTANCES = List.of("tower-1", "tower-2");

    private final Path payara;
    private final Path directory;
    private final Asadmin asadmin;
    private final List<Integer> httpPorts = INSTANCES.stream().map(name -> freePort()).toList();

    /**
     * @param payara where the server is unpacked; nothing is written there
     * @param directory of its own, emptied first
     */
    PayaraDomain(Path payara, Path directory) {
        this.payara = payara;
        this.directory = directory;
        this.asadmin = new Asadmin(payara, freePort(), directory, GROUP);
    }

    /** Types the commands of a line, one after the other; a remark is left out. */
    void type(String line) {
        for (String command : line.replaceFirst(" +#.*", "").split(" && |; ")) {
            List<String> words = List.of(command.split(" "));
            if (!words.get(0).equals("asadmin")) {
                throw new IllegalArgumentException(command);
            }
            asadmin.run(words.subList(1, words.size()).toArray(String[]::new));
        }
    }

    /** Creates the domain and its instances, and starts them. */
    PayaraDomain start() throws IOException {
        delete(directory);
        Files.createDirectories(directory);
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "end-payara"));
        asadmin.run("create-domain", "--domaindir", domains(), "--nopassword", "--adminport", port(asadmin.port()), "--instanceport", port(freePort()),
                "--domainproperties", ports("http.ssl.port", "jms.port", "domain.jmxPort", "orb.listener.port", "orb.ssl.port",
                        "orb.mutualauth.port", "osgi.shell.telnet.port", "java.debugger.port"), "lab");
        new DomainFile(configuration()).stayOnLoopback();
        asadmin.run("start-domain", "--domaindir", domains(), "lab");
        asadmin.run("create-node-config", "--nodehost", "localhost", "--nodedir", directory.resolve("nodes").toString(), "--installdir", payara.toString(), "here");
        asadmin.run("create-deployment-group", GROUP);
        for (int i = 0; i < INSTANCES.size(); i++) {
            startInstance(INSTANCES.get(i), httpPorts.get(i));
        }
        return this;
    }

    private void startInstance(String name, int httpPort) {
        asadmin.run("create-instance", "--node", "here", "--systemproperties", "HTTP_LISTENER_PORT=" + httpPort + ":" + ports("HTTP_SSL_LISTENER_PORT",
                "IIOP_LISTENER_PORT", "IIOP_SSL_LISTENER_PORT", "IIOP_SSL_MUTUALAUTH_PORT", "JMX_SYSTEM_CONNECTOR_PORT", "ASADMIN_LISTENER_PORT",
                "JMS_PROVIDER_PORT", "OSGI_SHELL_TELNET_PORT", "JAVA_DEBUGGER_PORT"), name);
        asadmin.run("add-instance-to-deployment-group", "--instance", name, "--deploymentgroup", GROUP);
        asadmin.run("start-instance", name);
    }

    /** The root of the application on an instance, counted from 1. */
    URI uri(int n) {
        return URI.create("http://127.0.0.1:" + httpPorts.get(n - 1) + "/carillon");
    }

    /** The file that holds all of the domain's configuration. */
    Path configuration() {
        return directory.resolve("domains/lab/config/domain.xml");
    }

    /** The directory of an instance, counted from 1. */
    Path instance(int n) {
        return directory.resolve("nodes/here").resolve(INSTANCES.get(n - 1));
    }

    /** All that the servers have logged. */
    String logs() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(path -> path.getFileName().toString().startsWith("server.log")).toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }

    /** Its asadmin; scripts are for the group. */
    Asadmin asadmin() {
        return asadmin;
    }

    /** Ends the instances and the domain; does nothing when they have ended. */
    @Override
    public void close() {
        List<ProcessHandle> servers = servers();
        servers.forEach(ProcessHandle::destroy);
        servers.forEach(server -> server.onExit().completeOnTimeout(server, 20, TimeUnit.SECONDS).join());
        servers.forEach(ProcessHandle::destroyForcibly);
    }

    /** The processes whose ids are in the files named pid, if they still are what had written them. */
    private List<ProcessHandle> servers() {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.endsWith("config/pid")).map(PayaraDomain::read).map(Long::valueOf).flatMap(id -> ProcessHandle.of(id).stream())
                    .filter(process -> process.info().commandLine().orElse("").contains(directory.toString())).toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }

    private String domains() {
        return directory.resolve("domains").toString();
    }

    /** name=port for each name, as asadmin takes lists. */
    private static String ports(String... names) {
        return String.join(":", Stream.of(names).map(name -> name + "=" + freePort()).toList());
    }

    private static String port(int number) {
        return Integer.toString(number);
    }

    /** Below those that the kernel gives to connections: a server that is restarted finds it free again. */
    private static int freePort() {
        for (int tries = 0; tries < 100; tries++) {
            try (ServerSocket socket = new ServerSocket(ThreadLocalRandom.current().nextInt(20_000, 32_000), 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                continue;
            }
        }
        throw new IllegalStateException("No port is free");
    }
}
