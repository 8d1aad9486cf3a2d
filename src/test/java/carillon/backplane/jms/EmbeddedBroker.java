package carillon.backplane.jms;

import java.net.URI;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.broker.BrokerService;

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
        uri = broker.addConnector(uri).getServer().getConnectURI();
        broker.start();
        broker.waitUntilStarted();
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
