package carillon.faults.kind;

import carillon.cluster.Node;
import carillon.faults.Fault;
import carillon.faults.Scene;
import carillon.faults.stage.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Nodes are stopped in order and started again, one after the other, each when the one before is ready. */
final class RollingRestart implements Fault {

    private final int count;

    /** One of so many nodes. */
    RollingRestart(int count) {
        this.count = count;
    }

    @Override
    public String code() {
        return "F12";
    }

    @Override
    public String what() {
        return count == Stage.NODES ? "rolling restart of all nodes" : "restart of " + count + " of the nodes";
    }

    @Override
    public void strike(Scene scene) throws Exception {
        List<Node> nodes = new ArrayList<>(scene.stage().nodes());
        Collections.shuffle(nodes, scene.random());
        for (Node node : nodes.subList(0, count)) {
            node.stop();
            node.start();
            node.awaitReady();
            scene.expect("the load balancer to see it", Duration.ofSeconds(10), scene.stage().balancer()::seesAll);
        }
    }
}
