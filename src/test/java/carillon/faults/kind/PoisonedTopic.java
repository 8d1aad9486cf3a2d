package carillon.faults.kind;

import carillon.cluster.Node;
import carillon.faults.Fault;
import carillon.faults.Scene;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** A thousand JMS messages of forty kinds that mean nothing: each is set aside and counted by each node, and nothing comes of it. */
final class PoisonedTopic implements Fault {

    private static final int MESSAGES = 1_000;

    @Override
    public String code() {
        return "F18";
    }

    @Override
    public String what() {
        return "1,000 poison messages of 40 kinds";
    }

    @Override
    public void strike(Scene scene) throws Exception {
        List<Node> nodes = scene.stage().nodes();
        List<Integer> before = nodes.stream().map(PoisonedTopic::rejected).toList();
        send(scene);
        scene.expect("each of the messages, counted by each node", Duration.ofSeconds(20),
                () -> IntStream.range(0, nodes.size()).allMatch(n -> rejected(nodes.get(n)) - before.get(n) >= MESSAGES));
        scene.pass(scene.between(500, 1_500));
        IntStream.range(0, nodes.size()).filter(n -> rejected(nodes.get(n)) - before.get(n) != MESSAGES)
                .forEach(n -> scene.complain(nodes.get(n).name() + " counted " + (rejected(nodes.get(n)) - before.get(n)) + " of " + MESSAGES));
    }

    private static void send(Scene scene) throws JMSException, InterruptedException {
        Random random = scene.random();
        List<Poison.Kind> kinds = Poison.kinds();
        Connection connection = Jms.connect(scene.stage());
        try {
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            MessageProducer producer = session.createProducer(session.createTopic(scene.stage().topic()));
            producer.setDeliveryMode(random.nextBoolean() ? DeliveryMode.PERSISTENT : DeliveryMode.NON_PERSISTENT);
            for (int n = 0; n < MESSAGES; n++) {
                producer.send(kinds.get(n < kinds.size() ? n : random.nextInt(kinds.size())).make(session));
                scene.pass(random.nextInt(4));
            }
        } finally {
            connection.close();
        }
    }

    private static int rejected(Node node) {
        return Health.of(node).getInt("rejected");
    }
}
