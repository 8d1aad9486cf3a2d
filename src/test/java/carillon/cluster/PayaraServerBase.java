package carillon.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A domain of Payara Server with Carillon in it, as {@code server-config/payara-server/install.sh} leaves it, and the command that runs a copy of it in the foreground. Made when it is first
 * asked for. Safe for use by any thread.
 */
final class PayaraServerBase {

    private static final String DOMAIN = "carillon";
    /** What create-domain calls its ports, besides those of HTTP and of administration. */
    private static final List<String> OTHERS = List.of("http.ssl.port", "jms.port", "domain.jmxPort", "orb.listener.port", "orb.ssl.port", "orb.mutualauth.port",
            "osgi.shell.telnet.port", "java.debugger.port");
    private static final String HTTP = "http";
    private static final String ADMINISTRATION = "administration";
    private static final String MAIN = "com.sun.enterprise.glassfish.bootstrap.ASMain";

    private final Path directory;
    private final boolean openMq;
    /** Of the domain that is copied; in the copies a system property stands for each. */
    private final Map<String, Integer> ports = new LinkedHashMap<>();
    /** Guarded by this. */
    private boolean made;
    private List<String> command = List.of();

    /** @param broker which one nodes will have: {@code activemq}, also for Artemis, or {@code openmq} */
    PayaraServerBase(String broker) {
        this.directory = Directories.build().resolve("payara-server-base").resolve(broker);
        this.openMq = broker.equals("openmq");
        ports.put(HTTP, Ports.free());
        ports.put(ADMINISTRATION, Ports.free());
        OTHERS.forEach(name -> ports.put(name, Ports.free()));
    }

    /** The unpacked distribution. */
    static Path home() {
        Path home = Directories.build().resolve("payara-server/payara6");
        if (!Files.exists(home)) {
            throw new ClusterException("There is no Payara Server: build with -Dserver=payara-server first");
        }
        return home;
    }

    private Path domain() {
        return directory.resolve(DOMAIN);
    }

    /** The domain, ready to be copied. */
    synchronized Path made() {
        try {
            if (!made) {
                make();
                made = true;
            }
            return domain();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void make() throws IOException {
        Directories.delete(directory);
        Files.createDirectories(directory);
        Asadmin asadmin = new Asadmin(home(), ports.get(ADMINISTRATION), directory, "server");
        String others = OTHERS.stream().map(name -> name + "=" + ports.get(name)).collect(Collectors.joining(":"));
        asadmin.run("create-domain", "--domaindir", directory.toString(), "--nopassword", "--adminport", ports.get(ADMINISTRATION).toString(),
                "--instanceport", ports.get(HTTP).toString(), "--domainproperties", others, DOMAIN);
        DomainFile file = new DomainFile(domain().resolve("config/domain.xml"));
        file.stayOnLoopback();
        Map<String, String> variable = new HashMap<>();
        if (openMq) {
            installAtOpenMq(asadmin, file, variable);
        } else {
            install(asadmin, Map.of("BROKER", "activemq", "CARILLON_BROKER_PASSWORD", "of the node"));
        }
        ports.forEach((name, port) -> variable.put("\"" + port + "\"", "\"${" + property(name) + "}\""));
        file.exchange(variable);
        command = commandIn(asadmin.run("start-domain", "--dry-run", "--verbose", "--domaindir", directory.toString(), DOMAIN).lines().toList());
    }

    /** Its first copy there: it is shown and logged. */
    private static List<String> commandIn(List<String> lines) {
        int start = lines.indexOf("-cp");
        return List.copyOf(lines.subList(start, start + lines.subList(start, lines.size()).indexOf("-watchdog") + 2));
    }

    /** The listener needs a broker before it is deployed. What each node needs of its own comes from its environment. */
    private void installAtOpenMq(Asadmin asadmin, DomainFile file, Map<String, String> variable) throws IOException {
        int port = Ports.free();
        file.exchange(Map.of("<jms-service type=\"DISABLED\"/>", "<jms-service type=\"REMOTE\" default-jms-host=\"default_JMS_host\"><jms-host name=\"default_JMS_host\" host=\"127.0.0.1\" port=\""
                + port + "\"/></jms-service>"));
        Broker broker = new Broker(Files.createDirectories(directory.resolve("broker")), port, "of the node", BrokerProgram.openMq());
        broker.start();
        try {
            install(asadmin, Map.of("BROKER", "openmq", "CARILLON_BROKER_URL", "mq://127.0.0.1:" + port, "CARILLON_BROKER_PASSWORD", "of the node"));
        } finally {
            broker.stop();
        }
        variable.put("port=\"" + port + "\"", "port=\"${ENV=CARILLON_BROKER_PORT}\"");
    }

    private void install(Asadmin asadmin, Map<String, String> settings) {
        asadmin.run("start-domain", "--domaindir", directory.toString(), DOMAIN);
        try {
            asadmin.script(Directories.project().resolve("server-config/payara-server/install.sh"), settings);
        } finally {
            asadmin.run("stop-domain", "--domaindir", directory.toString(), DOMAIN);
        }
    }

    /**
     * What comes after the memory options of the {@code java} command that runs a copy.
     *
     * @param copy its directory
     * @param port of its HTTP
     */
    List<String> command(Path copy, int port) {
        made();
        List<String> arguments = new ArrayList<>();
        for (String word : command) {
            if (word.equals(MAIN)) {
                ports.keySet().forEach(name -> arguments.add("-D" + property(name) + "=" + (name.equals(HTTP) ? port : Ports.free())));
            }
            if (!word.matches("-Xm.*|-XX:(NewRatio|Tiered|.Use).*|-Dosgi\\.shell\\.telnet\\.port=.*")) {
                arguments.add(word.replace(domain().toString(), copy.toString()));
            }
        }
        int input = arguments.indexOf("-read-stdin"); // which is its lifeline; the master password is the default
        arguments.subList(input, input + 2).clear();
        return arguments;
    }

    private static String property(String name) {
        return "carillon.port." + name;
    }
}
