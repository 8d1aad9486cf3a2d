package carillon.bench.naive;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.jms.TextMessage;
import jakarta.websocket.Session;

/** Sends what the topic brings to every session of its channel. */
@MessageDriven(activationConfig = {
    @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Topic"),
    @ActivationConfigProperty(propertyName = "destination", propertyValue = NaivePublisher.TOPIC)})
public class NaiveListener implements MessageListener {

    private static volatile boolean hears;

    /** Whether this node has ever heard the topic. */
    static boolean hears() {
        return hears;
    }

    @Override
    public void onMessage(Message message) {
        hears = true;
        try {
            String text = ((TextMessage) message).getText();
            for (Session session : NaiveEndpoint.of(message.getStringProperty("channel"))) {
                session.getAsyncRemote().sendText(text);
            }
        } catch (JMSException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
