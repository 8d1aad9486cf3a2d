package carillon.it;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.Patience;
import carillon.cluster.BrokerAddress;
import carillon.cluster.Cluster;
import carillon.matrix.Shows;
import jakarta.jms.BytesMessage;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every door, every node, every subscriber: 10,000 publications of several publishers at once on two channels, each exactly once and in its
 * publisher's order.
 */
@Shows("Every door of every node reaches every subscriber, once and in its publisher's order")
@Tag("telling")
@ExtendWith(ClusterExtension.class)
class DoorsIT {

    private static final int PUBLISHERS = 4;
    private static final int EACH = 2_500;
    /** What one publisher has under way at a time. */
    private static final int WINDOW = 256;

    /** Publishes the numbers from 1 to {@link #EACH} through some door. */
    private interface Door {
        void publish(int index, String publisher, String channel) throws Exception;
    }

    private static void through(Cluster cluster, String name, Door door) throws Exception {
        List<String> channels = List.of(name + ".a", name + ".b");
        Map<String, Map<String, Integer>> published = new TreeMap<>();
        List<Callable<Void>> publishers = new ArrayList<>();
        for (int i = 0; i < PUBLISHERS; i++) {
            int index = i;
            String channel = channels.get(i * channels.size() / PUBLISHERS);
            published.computeIfAbsent(channel, first -> new TreeMap<>()).put("publisher-" + i, EACH);
            publishers.add(() -> {
                door.publish(index, "publisher-" + index, channel);
                return null;
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(PUBLISHERS);
        try (Audience audience = Audience.of(cluster, channels)) {
            for (Future<Void> done : threads.invokeAll(publishers)) {
                done.get();
            }
            audience.hearsAllOnceInOrder(published);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void theV1DoorOfEveryNode(Cluster cluster) throws Exception {
        through(cluster, "doors.v1", (index, publisher, channel) -> {
            Semaphore window = new Semaphore(WINDOW);
            Queue<String> refused = new ConcurrentLinkedQueue<>();
            try (V1Client client = V1Client.connected(cluster.node(index % ClusterExtension.NODES + 1).uri())) {
                for (int n = 1; n <= EACH; n++) {
                    assertThat(window.tryAcquire(Patience.LONGEST_MS, TimeUnit.MILLISECONDS)).isTrue();
                    client.publish(channel, Tally.payload(publisher, n)).thenAccept(reply -> {
                        if (!reply.getString("type").equals("published")) {
                            refused.add(reply.toString());
                        }
                        window.release();
                    });
                }
                assertThat(window.tryAcquire(WINDOW, Patience.LONGEST_MS, TimeUnit.MILLISECONDS)).isTrue();
            }
            assertThat(refused).isEmpty();
        });
    }

    @Test
    void theRawDoorOfEveryNode(Cluster cluster) throws Exception {
        through(cluster, "doors.raw", (index, publisher, channel) -> {
            try (RawClient client = RawClient.open(cluster.node(index % ClusterExtension.NODES + 1).uri(), channel)) {
                for (int n = 1; n <= EACH; n++) {
                    client.wire().send(Tally.payload(publisher, n)).get(Patience.LONGEST_MS, TimeUnit.MILLISECONDS);
                }
                assertThat(client.wire().isOpen()).isTrue();
            }
        });
    }

    @Test
    @Shows("Plain JMS programs publish with ActiveMQ's client, today's and the old javax one")
    void thePlainJmsDoorOfTodaysClient(Cluster cluster) throws Exception {
        JmsDoors.address(cluster);
        through(cluster, "doors.jms", (index, publisher, channel) -> {
            try (JmsDoor door = JmsDoors.open(cluster)) {
                for (int n = 1; n <= EACH; n++) {
                    door.send(message(door, index, publisher, n), channel);
                }
            }
        });
    }

    /** Text, bytes or a map, by the publisher's index. */
    private static Message message(JmsDoor door, int index, String publisher, int n) throws Exception {
        if (index % 3 == 1) {
            BytesMessage bytes = door.session().createBytesMessage();
            bytes.writeBytes(Tally.payload(publisher, n).getBytes(StandardCharsets.UTF_8));
            return bytes;
        }
        if (index % 3 == 2) {
            MapMessage map = door.session().createMapMessage();
            map.setString("p", publisher);
            map.setInt("n", n);
            return map;
        }
        return door.session().createTextMessage(Tally.payload(publisher, n));
    }

    @Test
    @Shows("Plain JMS programs publish with ActiveMQ's client, today's and the old javax one")
    void thePlainJmsDoorOfTheOldJavaxClient(Cluster cluster) throws Exception {
        Path build = Path.of(System.getProperty("carillon.build.dir"));
        Path program = build.resolve("test-classes/legacy/LegacyProducer.java");
        BrokerAddress broker = JmsDoors.address(cluster);
        through(cluster, "doors.javax", (index, publisher, channel) -> {
            Process legacy = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m",
                    "-cp", build.resolve("legacy-client") + File.separator + "*", program.toString(),
                    broker.url(), broker.user(), broker.password(), "carillon", channel, publisher, String.valueOf(EACH))
                    .redirectErrorStream(true).redirectOutput(build.resolve("it-legacy-" + index + ".log").toFile()).start();
            try {
                assertThat(legacy.waitFor(Patience.LONGEST_MS, TimeUnit.MILLISECONDS)).isTrue();
                assertThat(legacy.exitValue()).as("see target/it-legacy-" + index + ".log").isZero();
            } finally {
                legacy.destroyForcibly();
            }
        });
    }
}
