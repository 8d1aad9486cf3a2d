package carillon.faults.kind;

import carillon.cluster.Node;
import carillon.faults.Fault;
import carillon.faults.Scene;
import java.time.Duration;

/** A node and the broker are killed at the same time, while everybody publishes at the level {@code durable}: what was acknowledged comes. */
final class NodeAndBrokerKilled implements Fault {

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
        Node node = scene.anyNode();
        scene.pass(scene.between(0, 1_000));
        Thread other = new Thread(node::kill, "kill " + node.name());
        other.start();
        scene.stage().broker().kill();
        other.join();
        scene.pass(scene.between(0, 3_000));
        scene.stage().broker().start();
        node.start();
        scene.expect("the other nodes after the broker came back", Duration.ofSeconds(20), () -> scene.stage().nodes().stream().filter(one -> one != node).allMatch(one -> one.probe() == 200));
        scene.pass(scene.between(1_000, 3_000));
    }
}
