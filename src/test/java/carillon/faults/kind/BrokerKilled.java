package carillon.faults.kind;

import carillon.faults.Fault;
import carillon.faults.Scene;
import java.time.Duration;

/** The broker is ended as `kill -9` does it and started again after a while. */
final class BrokerKilled implements Fault {

    @Override
    public String code() {
        return "F3";
    }

    @Override
    public String what() {
        return "broker killed";
    }

    @Override
    public void strike(Scene scene) throws Exception {
        scene.pass(scene.between(0, 500));
        scene.stage().broker().kill();
        scene.pass(scene.between(0, 8_000));
        scene.stage().broker().start();
        scene.expect("all nodes after the broker came back", Duration.ofSeconds(20), () -> scene.stage().nodes().stream().allMatch(node -> node.probe() == 200));
    }
}
