package carillon.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the broker's JVM runs.
 *
 * @param classPath of it
 * @param main a class of that path, or the source of one; its first argument is the configuration
 * @param configuration an {@code activemq.xml}, a {@code broker.xml} or a {@code config.properties}
 * @param environment added to the variables that the configuration wants
 */
public record BrokerProgram(String classPath, String main, Path configuration, Map<String, String> environment) {

    /**
     * An ActiveMQ Classic.
     *
     * @param main a class of the tests
     */
    public BrokerProgram(String main, Path configuration, Map<String, String> environment) {
        this(testClassPath(), main, configuration, environment);
    }

    /** ActiveMQ Classic with the configuration of production, and nothing else. */
    public static BrokerProgram production() {
        return new BrokerProgram(BrokerMain.class.getName(), Directories.project().resolve("server-config/activemq/activemq.xml"), Map.of());
    }

    /** Artemis with the configuration of production. */
    static BrokerProgram artemis() {
        Path classes = Directories.build().resolve("artemis");
        if (!Files.exists(classes)) {
            throw new ClusterException("There is no Artemis: build with -Dbroker=artemis first");
        }
        return new BrokerProgram(classes + File.separator + "*", Directories.build().resolve("test-classes/artemis/ArtemisMain.java").toString(),
                Directories.project().resolve("server-config/artemis/broker.xml"), Map.of());
    }

    /** The OpenMQ of Payara Server, with the configuration of production. */
    public static BrokerProgram openMq() {
        Path mq = PayaraServerBase.home().resolve("mq");
        return new BrokerProgram(mq.resolve("lib") + File.separator + "*", Directories.build().resolve("test-classes/openmq/OpenMqMain.java").toString(),
                Directories.project().resolve("server-config/openmq/config.properties"), Map.of("OPENMQ_HOME", mq.toString()));
    }

    List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of(Options.text("broker.options").orElse("-Xmx512m").split(" +")));
        arguments.addAll(List.of("-cp", classPath, main, configuration.toString()));
        return arguments;
    }

    /** Written by the build, since Maven's own JVM does not know the class path of the tests. */
    private static String testClassPath() {
        try {
            return Directories.build().resolve("test-classes") + File.pathSeparator
                    + Files.readString(Directories.build().resolve("test-classpath.txt")).strip();
        } catch (IOException missing) {
            throw new ClusterException("Not built yet: run mvn package first", missing);
        }
    }
}
