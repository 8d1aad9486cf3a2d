package carillon.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import carillon.cluster.BrokerAddress;
import carillon.cluster.Cluster;
import carillon.cluster.Directories;
import carillon.cluster.Stack;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;

/** JMS programs of today at the broker of a cluster. */
final class JmsDoors {

    private JmsDoors() {
    }

    static JmsDoor open(Cluster cluster) throws JMSException {
        if (Stack.given().broker() == Stack.Brokers.OPENMQ) {
            return openMq(cluster.broker().address());
        }
        BrokerAddress address = address(cluster);
        return new JmsDoor(address.url(), address.user(), address.password(), "carillon");
    }

    /** With the client that a Payara Server brings along, at its broker. */
    static JmsDoor openMq(BrokerAddress address) throws JMSException {
        try {
            URL[] client = {Directories.build().resolve("payara-server/payara6/mq/lib/imq.jar").toUri().toURL()};
            Class<?> type = Class.forName("com.sun.messaging.ConnectionFactory", true, new URLClassLoader(client, JmsDoors.class.getClassLoader()));
            ConnectionFactory factory = (ConnectionFactory) type.getConstructor().newInstance();
            type.getMethod("setProperty", String.class, String.class).invoke(factory, "imqAddressList", address.url().replace("tcp:", "mq:"));
            return new JmsDoor(factory, address.user(), address.password(), "carillon");
        } catch (ReflectiveOperationException | MalformedURLException missing) {
            throw new AssertionError("OpenMQ's client is not to be had", missing);
        }
    }

    /** Where ActiveMQ's own clients find the broker; where they can't, the test is skipped. */
    static BrokerAddress address(Cluster cluster) {
        assumeTrue(Stack.given().broker() != Stack.Brokers.OPENMQ, "OpenMQ speaks a protocol of its own, so ActiveMQ's clients can't reach it");
        assumeTrue(cluster.broker() != null, "WildFly's own broker does not speak OpenWire, so ActiveMQ's clients can't reach it");
        return cluster.broker().address();
    }
}
