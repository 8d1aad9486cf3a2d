package carillon.backplane.jms;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import org.apache.activemq.command.ActiveMQBytesMessage;
import org.apache.activemq.command.ActiveMQMapMessage;
import org.apache.activemq.command.ActiveMQMessage;
import org.apache.activemq.command.ActiveMQObjectMessage;
import org.apache.activemq.command.ActiveMQStreamMessage;
import org.apache.activemq.command.ActiveMQTextMessage;

/** Real messages of a real client, without a broker. */
final class Messages {

    interface Filling {
        void fill(MapMessage map) throws JMSException;
    }

    private Messages() {
    }

    /** A session that makes messages, and nothing else. */
    static Session session() {
        return (Session) Proxy.newProxyInstance(Messages.class.getClassLoader(), new Class<?>[] {Session.class}, (proxy, method, args) -> {
            if (method.getName().equals("createBytesMessage")) {
                return new ActiveMQBytesMessage();
            }
            throw new UnsupportedOperationException(method.getName());
        });
    }

    static ActiveMQTextMessage text(String text) throws JMSException {
        ActiveMQTextMessage message = new ActiveMQTextMessage();
        message.setText(text);
        return sent(message);
    }

    static BytesMessage bytes(byte... bytes) throws JMSException {
        ActiveMQBytesMessage message = new ActiveMQBytesMessage();
        message.writeBytes(bytes);
        return sent(message);
    }

    static BytesMessage utf8(String text) throws JMSException {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    static MapMessage map(Filling filling) throws JMSException {
        ActiveMQMapMessage message = new ActiveMQMapMessage();
        filling.fill(message);
        return sent(message);
    }

    /** One that its client would open if it were asked. */
    static Message object(Serializable object) throws JMSException {
        ActiveMQObjectMessage message = new ActiveMQObjectMessage();
        message.setObject(object);
        message.storeContent();
        message.clearUnMarshalledState();
        message.setTrustAllPackages(true);
        return sent(message);
    }

    static Message stream() throws JMSException {
        ActiveMQStreamMessage message = new ActiveMQStreamMessage();
        message.writeString("a");
        return sent(message);
    }

    static Message plain() throws JMSException {
        return sent(new ActiveMQMessage());
    }

    private static <T extends ActiveMQMessage> T sent(T message) throws JMSException {
        message.setJMSMessageID("ID:legacy-1");
        message.setStringProperty("channel", "news");
        message.onSend();
        message.setReadOnlyBody(true);
        return message;
    }
}
