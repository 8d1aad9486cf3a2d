package carillon.faults.kind;

import carillon.faults.Fault;
import carillon.faults.Scene;
import carillon.faults.record.Recorder;
import java.time.Duration;

/** HAProxy is killed with all connections that go through it, and started again. */
final class BalancerRestarted implements Fault {

    @Override
    public String code() {
        return "F9";
    }

    @Override
    public String what() {
        return "load balancer restarted";
    }

    @Override
    public void strike(Scene scene) throws Exception {
        scene.pass(scene.between(0, 500));
        scene.stage().balancer().kill();
        scene.pass(scene.between(0, 3_000));
        scene.stage().balancer().start();
        scene.expect("all clients after the load balancer came back", Duration.ofSeconds(30), () -> scene.recorders().stream().allMatch(Recorder::isUpToDate));
    }
}
