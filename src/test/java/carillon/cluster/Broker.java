package carillon.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/**
 * The broker of a cluster: a JVM that runs {@code server-config/activemq/activemq.xml} on loopback.
 *
 * <p>It keeps its port and its data when it is stopped or killed and started again.
 */
public final class Broker {

    private static final Duration STARTS_WITHIN = Duration.ofSeconds(180);

    private final BrokerAddress address;
    private final int port;
    private final Jvm jvm;

    Broker(Path directory, int port, String password, BrokerProgram program) {
        this.port = port;
        this.address = new BrokerAddress("tcp://127.0.0.1:" + port, "carillon", password);
        this.jvm = new Jvm("broker", directory, program.arguments(), environment(directory, program));
    }

    public BrokerAddress address() {
        return address;
    }

    /** Returns when it accepts connections. */
    public Broker start() {
        if (!Ports.isFree(port)) {
            throw new ClusterException("Port " + port + " (broker) is in use; choose another with -Dbroker.port=…");
        }
        jvm.start();
        try {
            Awaitility.await("broker").atMost(STARTS_WITHIN).pollInSameThread().pollInterval(Duration.ofMillis(50))
                    .failFast(this::failIfEnded).until(() -> Ports.isListening(port));
        } catch (ConditionTimeoutException late) {
            throw jvm.failure("The broker does not listen after " + STARTS_WITHIN.toSeconds() + " s");
        } catch (TerminalFailureException ended) {
            throw ClusterException.of(ended);
        }
        return this;
    }

    public boolean isAlive() {
        return jvm.isAlive();
    }

    public void stop() {
        jvm.stop();
    }

    public void kill() {
        jvm.kill();
    }

    public void suspend() {
        jvm.suspend();
    }

    public void resume() {
        jvm.resume();
    }

    /** The running process, to look at. */
    public ProcessHandle process() {
        return jvm.handle();
    }

    Jvm jvm() {
        return jvm;
    }

    private void failIfEnded() {
        if (!jvm.isAlive()) {
            throw jvm.failure("The broker did not start");
        }
    }

    private Map<String, String> environment(Path directory, BrokerProgram program) {
        Map<String, String> environment = new HashMap<>(address.environment());
        environment.putAll(program.environment());
        environment.put("CARILLON_BROKER_PORT", Integer.toString(port));
        environment.put("CARILLON_BROKER_DATA", directory.resolve("data").toString());
        return environment;
    }
}
