package carillon.faults.kind;

import carillon.faults.Fault;
import carillon.faults.Scene;
import carillon.faults.record.Recorder;
import java.time.Duration;

/** HAProxy takes a node out and ends its clients' connections, once to three times. */
final class ClientsMoved implements Fault {

    @Override
    public String code() {
        return "F10";
    }

    @Override
    public String what() {
        return "load balancer moves clients";
    }

    @Override
    public void strike(Scene scene) throws Exception {
        for (int moves = scene.between(1, 3); moves > 0; moves--) {
            String node = scene.anyNode().name();
            scene.stage().balancer().moveAway(node);
            scene.expect("all clients elsewhere", Duration.ofSeconds(30), () -> scene.recorders().stream().allMatch(Recorder::isUpToDate));
            scene.pass(scene.between(200, 1_500));
            scene.stage().balancer().takeBack(node);
        }
    }
}
