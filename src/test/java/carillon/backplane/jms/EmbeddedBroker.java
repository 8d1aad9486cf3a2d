package carillon.backplane.jms;

import jakarta.jms.InvalidSelectorException;
import java.net.URI;
import java.util.List;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.broker.region.DestinationInterceptor;
import org.apache.activemq.broker.region.virtual.CompositeTopic;
import org.apache.activemq.broker.region.virtual.FilteredDestination;
import org.apache.activemq.broker.region.virtual.VirtualDestination;
import org.apache.activemq.broker.region.virtual.VirtualDestinationInterceptor;

/** A real broker in this JVM, on a free port that it keeps when it is stopped and started. */
final class EmbeddedBroker {

    private BrokerService broker;
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
