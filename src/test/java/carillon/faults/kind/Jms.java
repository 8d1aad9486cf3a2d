package carillon.faults.kind;

import carillon.cluster.BrokerAddress;
import carillon.faults.stage.Stage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import org.apache.activemq.ActiveMQConnectionFactory;

/** Connections of plain JMS programs. */
final class Jms {

    private Jms() {
    }

    static Connection connect(Stage stage) throws JMSException {
        BrokerAddress address = stage.broker().address();
        Connection connection = new ActiveMQConnectionFactory(address.user(), address.password(), address.url() + "?jms.watchTopicAdvisories=false").createConnection();
        connection.start();
        return connection;
    }
}
