package carillon.backplane.jms;

import jakarta.jms.InvalidSelectorException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.broker.Broker;
import org.apache.activemq.broker.BrokerFilter;
import org.apache.activemq.broker.BrokerPlugin;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.broker.ProducerBrokerExchange;
import org.apache.activemq.broker.region.DestinationInterceptor;
import org.apache.activemq.broker.region.virtual.CompositeTopic;
import org.apache.activemq.broker.region.virtual.FilteredDestination;
import org.apache.activemq.broker.region.virtual.VirtualDestination;
import org.apache.activemq.broker.region.virtual.VirtualDestinationInterceptor;
import org.apache.activemq.command.Message;

/** A real broker in this JVM, on a free port that it keeps when it is stopped and started. */
final class EmbeddedBroker {

    private BrokerService broker;
    private volatile CountDownLatch arrived = new CountDownLatch(0);
    private volatile CountDownLatch open = new CountDownLatch(0);
    private URI uri = URI.create("tcp://127.0.0.1:0");

    void start() throws Exception {
        broker = new BrokerService();
        broker.setPersistent(false);
        broker.setUseJmx(false);
        broker.setUseShutdownHook(false);
        broker.setSchedulerSupport(false);
        broker.setAdvisorySupport(false);
        broker.setBrokerName("contract");
        broker.setDestinationInterceptors(new DestinationInterceptor[] {journal()});
        broker.setPlugins(new BrokerPlugin[] {Gate::new});
        uri = broker.addConnector(uri).getServer().getConnectURI();
        broker.start();
        broker.waitUntilStarted();
    }

    /** As server-config/activemq has it. */
    private static DestinationInterceptor journal() throws InvalidSelectorException {
        FilteredDestination marked = new FilteredDestination();
        marked.setSelector("carillon_journal = 'true'");
        marked.setQueue("carillon.journal");
        CompositeTopic topic = new CompositeTopic();
        topic.setName("carillon");
        topic.setForwardOnly(false);
        topic.setForwardTo(List.of(marked));
        VirtualDestinationInterceptor interceptor = new VirtualDestinationInterceptor();
        interceptor.setVirtualDestinations(new VirtualDestination[] {topic});
        return interceptor;
    }

    /** From now on the broker takes no message: who sends one synchronously waits. */
    void holdUp() {
        arrived = new CountDownLatch(1);
        open = new CountDownLatch(1);
    }

    /** Whether a message has come since {@link #holdUp()}. */
    boolean awaitArrival(long millis) throws InterruptedException {
        return arrived.await(millis, TimeUnit.MILLISECONDS);
    }

    /** Takes what was held up, and all that comes. */
    void letIn() {
        open.countDown();
    }

    /** What all messages pass before the broker has them. */
    private final class Gate extends BrokerFilter {

        Gate(Broker next) {
            super(next);
        }

        @Override
        public void send(ProducerBrokerExchange exchange, Message message) throws Exception {
            arrived.countDown();
            open.await();
            super.send(exchange, message);
        }
    }

    void stop() throws Exception {
        broker.stop();
        broker.waitUntilStopped();
    }

    ActiveMQConnectionFactory factory() {
        ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory("tcp://127.0.0.1:" + uri.getPort());
        factory.setWatchTopicAdvisories(false);
        return factory;
    }
}
