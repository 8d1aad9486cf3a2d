package carillon.faults.kind;

import carillon.cluster.Node;
import carillon.faults.Fault;
import carillon.faults.Scene;
import carillon.faults.stage.Flavour;
import java.time.Duration;

/** The broker lets go of messages for a node that does not take them: it is frozen for less time than its clients need to notice. */
final class BrokerDrops implements Fault {

    @Override
    public String code() {
        return "F21";
    }

    @Override
    public String what() {
        return "broker drops messages for a slow node";
    }

    @Override
    public Flavour flavour() {
        return Flavour.IMPATIENT;
    }

    @Override
    public boolean silencesNodes() {
        return true;
    }

    @Override
    public void strike(Scene scene) throws Exception {
        Node node = scene.anyNode();
        int millis = scene.between(1_500, 8_000);
        node.suspend();
        try {
            scene.pass(millis);
        } finally {
            node.resume();
        }
        scene.remark("frozen " + millis + " ms");
        scene.expect("the woken node", Duration.ofSeconds(30), () -> node.probe() == 200);
        scene.pass(scene.between(500, 1_500));
    }
}
