package carillon.faults.kind;

import carillon.cluster.Node;
import carillon.faults.Fault;
import carillon.faults.Scene;
import carillon.faults.stage.Link;
import carillon.faults.stage.Stage;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A node and the broker are killed at the same time, while everybody publishes at the level {@code durable}: what was acknowledged comes. The other nodes have not heard the
 * last of it, so that only the broker's disk has it.
 */
final class NodeAndBrokerKilled implements Fault {

    private static final int ONLY_STORED = 20;

    @Override
    public String code() {
        return "F24";
    }

    @Override
    public String what() {
        return "publishing node and broker killed together, level durable";
    }

    @Override
    public String level() {
        return "durable";
    }

    @Override
    public void strike(Scene scene) throws Exception {
        int number = scene.anyNumber();
        Node node = scene.stage().node(number);
        List<Link> others = IntStream.rangeClosed(1, Stage.NODES).filter(one -> one != number).mapToObj(scene.stage()::link).toList();
        scene.pass(scene.between(0, 1_000));
        others.forEach(link -> link.hold(Link.Way.BACK));
        int before = scene.ledger().acknowledged().size();
        scene.expect("publications that no other node has heard", Duration.ofSeconds(10), () -> scene.ledger().acknowledged().size() >= before + ONLY_STORED);
        killBoth(scene, node);
        others.forEach(Link::reset); // what was held on the way is gone with the broker
        others.forEach(Link::mend);
        scene.pass(scene.between(0, 3_000));
        scene.stage().broker().start();
        node.start();
        scene.expect("the other nodes after the broker came back", Duration.ofSeconds(20), () -> scene.stage().nodes().stream().filter(one -> one != node).allMatch(one -> one.probe() == 200));
        scene.pass(scene.between(1_000, 3_000));
    }

    private static void killBoth(Scene scene, Node node) throws InterruptedException {
        Thread other = new Thread(node::kill, "kill " + node.name());
        other.start();
        scene.stage().broker().kill();
        other.join();
    }
}
