package carillon.faults.stage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.broker.Broker;
import org.apache.activemq.broker.BrokerFactory;
import org.apache.activemq.broker.BrokerFilter;
import org.apache.activemq.broker.BrokerPlugin;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.broker.ProducerBrokerExchange;
import org.apache.activemq.command.Message;
import org.apache.activemq.command.MessageId;

/**
 * The broker of production, with a plug-in that sends some messages of topics twice (half of these under the same id) and some late, so that later ones of the
 * same producer overtake them.
 *
 * <p>Argument: the path of {@code activemq.xml}. What it does now is in the file that {@link Mischief} writes.
 */
final class MischievousBroker extends BrokerFilter {

    private static final int MOST_LATE_MS = 400;
    private static final int EVERY_MS = 100;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Path orders;
    /** Guarded by this; so are the fields below. */
    private Random random = new Random(0);
    private String last = "";
    private int doubled;
    private int late;
    private long copies;

    private MischievousBroker(Broker next, Path orders) {
        super(next);
        this.orders = orders;
        timer.scheduleWithFixedDelay(this::read, EVERY_MS, EVERY_MS, TimeUnit.MILLISECONDS);
    }

    public static void main(String[] arguments) throws Exception {
        BrokerService broker = BrokerFactory.createBroker("xbean:file:" + arguments[0]);
        Path orders = Path.of(System.getenv(Mischief.VARIABLE));
        BrokerPlugin[] plugins = Arrays.copyOf(broker.getPlugins(), broker.getPlugins().length + 1);
        plugins[plugins.length - 1] = next -> new MischievousBroker(next, orders);
        broker.setPlugins(plugins);
        broker.start();
        broker.waitUntilStopped();
    }

    private synchronized void read() {
        try {
            String now = Files.readString(orders);
            String[] words = now.split(" ");
            if (!now.equals(last) && words.length == 3) {
                last = now;
                doubled = Integer.parseInt(words[0]);
                late = Integer.parseInt(words[1]);
                random = new Random(Long.parseLong(words[2]));
            }
        } catch (Exception unreadable) {
            // Half written: it is read again at once.
        }
    }

    @Override
    public void send(ProducerBrokerExchange exchange, Message message) throws Exception {
        if (!message.getDestination().getPhysicalName().equals("carillon")) {
            super.send(exchange, message);
            return;
        }
        int when = lateness();
        Message copy = copy(message);
        if (when < 0) {
            super.send(exchange, message);
        } else {
            later(exchange, message.copy(), when);
        }
        if (copy != null) {
            later(exchange, copy, Math.max(1, lateness()));
        }
    }

    private synchronized int lateness() {
        return random.nextInt(100) < late ? 1 + random.nextInt(MOST_LATE_MS) : -1;
    }

    private synchronized Message copy(Message message) {
        if (random.nextInt(100) >= doubled) {
            return null;
        }
        Message copy = message.copy();
        if (random.nextBoolean()) {
            copy.setMessageId(new MessageId("ID:mischief-1-1:1:1:1", ++copies));
        }
        return copy;
    }

    private void later(ProducerBrokerExchange exchange, Message message, int millis) {
        timer.schedule(() -> {
            try {
                super.send(exchange, message);
            } catch (Exception gone) {
                gone.printStackTrace(); // to the broker's log: the producer has left, mostly
            }
        }, millis, TimeUnit.MILLISECONDS);
    }
}
