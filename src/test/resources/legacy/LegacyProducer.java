import javax.jms.Connection;
import javax.jms.MessageProducer;
import javax.jms.Session;
import javax.jms.TextMessage;
import org.apache.activemq.ActiveMQConnectionFactory;

/** A program as it was written before Jakarta: activemq-client 5, javax.jms. Knows nothing of Carillon but a topic and a property. */
public class LegacyProducer {

    /** Arguments: url, user, password, topic, channel, publisher, count. */
    public static void main(String[] args) throws Exception {
        Connection connection = new ActiveMQConnectionFactory(args[1], args[2], args[0]).createConnection();
        try {
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            MessageProducer producer = session.createProducer(session.createTopic(args[3]));
            for (int n = 1; n <= Integer.parseInt(args[6]); n++) {
                TextMessage message = session.createTextMessage("{\"p\":\"" + args[5] + "\",\"n\":" + n + "}");
                message.setStringProperty("channel", args[4]);
                producer.send(message);
            }
        } finally {
            connection.close();
        }
    }
}
