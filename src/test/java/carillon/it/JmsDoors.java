package carillon.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import carillon.cluster.BrokerAddress;
import carillon.cluster.Cluster;
import jakarta.jms.JMSException;

/** JMS programs of today at the broker of a cluster. */
final class JmsDoors {

    private JmsDoors() {
    }

    static JmsDoor open(Cluster cluster) throws JMSException {
        BrokerAddress address = address(cluster);
        return new JmsDoor(address.url(), address.user(), address.password(), "carillon");
    }

    /** Where ActiveMQ's own clients find the broker; where they can't, the test is skipped. */
    static BrokerAddress address(Cluster cluster) {
        assumeTrue(cluster.broker() != null, "WildFly's own broker does not speak OpenWire, so ActiveMQ's clients can't reach it");
        return cluster.broker().address();
    }
}
