package carillon.cluster;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.activemq.ActiveMQConnectionFactory;

/** Connections to a broker that fail at once, in one line, when there is none. */
final class JmsLink {

    /** Held here because a logger that nobody holds forgets its level. */
    private static final Logger CLIENT = Logger.getLogger("org.apache.activemq");

    private JmsLink() {
    }

    static Connection open(BrokerAddress address) {
        CLIENT.setLevel(Level.OFF);
        String url = "failover:(" + address.url() + ")?maxReconnectAttempts=0&startupMaxReconnectAttempts=1"
                + "&nested.connectionTimeout=3000&jms.connectResponseTimeout=5000&jms.watchTopicAdvisories=false";
        try {
            Connection connection = new ActiveMQConnectionFactory(address.user(), address.password(), url).createConnection();
            connection.start();
            return connection;
        } catch (JMSException failed) {
            throw new ClusterException("Can't reach the broker " + address + ": " + rootOf(failed).getMessage(), failed);
        }
    }

    private static Throwable rootOf(Throwable thrown) {
        return thrown.getCause() == null ? thrown : rootOf(thrown.getCause());
    }

    static void check(BrokerAddress address) {
        try {
            open(address).close();
        } catch (JMSException failed) {
            throw new ClusterException("Can't talk to the broker " + address + ": " + failed.getMessage(), failed);
        }
    }
}
