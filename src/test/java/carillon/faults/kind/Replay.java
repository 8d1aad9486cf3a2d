package carillon.faults.kind;

import carillon.faults.stage.Stage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A JMS program that hears all that the nodes say to each other, and can say it again. */
final class Replay implements AutoCloseable {

    private final Connection connection;
    private final Session speaking;
    private final MessageProducer producer;
    private final Queue<Message> heard = new ConcurrentLinkedQueue<>();

    Replay(Stage stage) throws JMSException {
        connection = Jms.connect(stage);
        Session listening = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        listening.createConsumer(listening.createTopic(stage.topic())).setMessageListener(heard::add);
        speaking = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        producer = speaking.createProducer(speaking.createTopic(stage.topic()));
    }

    /** Sends all again that it has heard, in another order; gives how many. */
    int sendAgain(Random random) throws JMSException {
        List<Message> all = new ArrayList<>(heard);
        Collections.shuffle(all, random);
        for (Message message : all) {
            producer.send(message);
        }
        return all.size();
    }

    @Override
    public void close() throws JMSException {
        connection.close();
    }
}
