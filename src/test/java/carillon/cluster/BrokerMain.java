package carillon.cluster;

import org.apache.activemq.broker.BrokerFactory;
import org.apache.activemq.broker.BrokerService;

/**
 * Runs an ActiveMQ Classic broker from the configuration file that production uses.
 *
 * <p>Argument: the path of {@code activemq.xml}. Everything else is read there from the environment.
 */
final class BrokerMain {

    private BrokerMain() {
    }

    public static void main(String[] arguments) throws Exception {
        BrokerService broker = BrokerFactory.createBroker("xbean:file:" + arguments[0]);
        broker.start();
        broker.waitUntilStopped();
    }
}
