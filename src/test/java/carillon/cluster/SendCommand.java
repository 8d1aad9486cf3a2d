package carillon.cluster;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The legacy producer, {@code mvn -Psend}: plain JMS messages with the property {@code channel}, nothing else.
 *
 * <p>{@code -Dchannel=…} and one of {@code -Dtext=…} and {@code -Dfile=…} (UTF-8, one message per line). The broker is that of
 * {@code mvn -Pcluster} unless {@code -Dbroker.url}, {@code -Dbroker.user} and {@code -Dbroker.password} name another;
 * {@code -Dtopic} if it is not {@code carillon}; {@code -Drate=…} for so many messages a second in place of as fast as it goes.
 */
public final class SendCommand {

    private static final PrintStream OUT = System.out;
    /** Messages that the broker takes or refuses together; the file's order is kept. */
    private static final int COMMIT_EVERY = 500;
    private static final int HIGHEST_RATE = 1_000_000;

    private final String topic = Options.text("topic").orElse("carillon");
    private final String channel = required("channel");
    private final int rate = Options.number("rate", 0, 0, HIGHEST_RATE);
    private int sent;

    private SendCommand() {
    }

    public static void main(String[] arguments) {
        try {
            new SendCommand().run();
        } catch (ClusterException refused) {
            OUT.println(refused.getMessage());
            System.exit(1);
        }
    }

    private void run() {
        try (Stream<String> texts = texts(); Connection connection = JmsLink.open(broker())) {
            long start = System.nanoTime();
            send(connection.createSession(true, Session.SESSION_TRANSACTED), texts.iterator());
            OUT.printf("sent %d messages to topic %s in %d ms%n", sent, topic, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        } catch (JMSException failed) {
            throw new ClusterException("Sent " + sent + " messages, then the broker refused: " + failed.getMessage(), failed);
        } catch (UncheckedIOException unreadable) {
            throw new ClusterException("Sent " + sent + " messages, then could not read on: " + unreadable.getMessage(), unreadable);
        }
    }

    private void send(Session session, Iterator<String> texts) throws JMSException {
        MessageProducer producer = session.createProducer(session.createTopic(topic));
        Pace pace = new Pace(rate, COMMIT_EVERY);
        int open = 0;
        while (texts.hasNext()) {
            TextMessage message = session.createTextMessage(texts.next());
            message.setStringProperty("channel", channel);
            producer.send(message);
            open++;
            if (open == pace.burst() || !texts.hasNext()) {
                session.commit();
                sent += open;
                open = 0;
                pace.awaitAfter(sent);
            }
        }
    }

    private static Stream<String> texts() {
        if (Options.text("text").isPresent() == Options.text("file").isPresent()) {
            throw new ClusterException("Give one of -Dtext='…' and -Dfile=… (one message per line)");
        }
        return Options.text("text").map(Stream::of).orElseGet(() -> lines(Path.of(required("file"))));
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.lines(file);
        } catch (IOException missing) {
            throw new ClusterException("Can't read the file " + file, missing);
        }
    }

    private static BrokerAddress broker() {
        return Options.text("broker.url")
                .map(url -> new BrokerAddress(url, required("broker.user"), required("broker.password")))
                .or(() -> Login.inBuild().read())
                .orElseThrow(() -> new ClusterException("No broker: start mvn -Pcluster first, or give -Dbroker.url, -Dbroker.user and -Dbroker.password"));
    }

    private static String required(String name) {
        return Options.text(name).orElseThrow(() -> new ClusterException("-D" + name + "=… is missing; for instance: mvn -Psend -Dchannel=news -Dtext='hello'"));
    }
}
