package carillon.faults.kind;

import carillon.faults.Fault;
import carillon.faults.Scene;
import carillon.cluster.Node;
import java.time.Duration;

/** A node stops and wakes (SIGSTOP, SIGCONT): its clients move, and nothing stale comes of it. */
final class NodeFrozen implements Fault {

    private static final int[] SECONDS = {5, 40, 120};

    @Override
    public String code() {
        return "F2";
    }

    @Override
    public String what() {
        return "node frozen 5, 40, 120 s";
    }

    @Override
    public boolean silencesNodes() {
        return true;
    }

    @Override
    public void strike(Scene scene) throws Exception {
        Node node = scene.anyNode();
        int seconds = SECONDS[scene.round() % SECONDS.length];
        node.suspend();
        try {
            scene.pass(seconds * 1_000L);
        } finally {
            node.resume();
        }
        scene.remark("frozen " + seconds + " s");
        scene.expect("the woken node", Duration.ofSeconds(30), () -> node.probe() == 200);
        scene.pass(scene.between(500, 1_500));
    }
}
