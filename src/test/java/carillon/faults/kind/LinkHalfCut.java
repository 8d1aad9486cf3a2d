package carillon.faults.kind;

import carillon.faults.Fault;
import carillon.faults.Scene;
import carillon.faults.stage.Link;
import java.time.Duration;

/** A node hears the broker and can not speak to it, or the reverse. */
final class LinkHalfCut implements Fault {

    @Override
    public String code() {
        return "F7";
    }

    @Override
    public String what() {
        return "link between node and broker cut in one direction";
    }

    @Override
    public void strike(Scene scene) throws Exception {
        int number = scene.anyNumber();
        Link.Way way = scene.round() % 2 == 0 ? Link.Way.OUT : Link.Way.BACK;
        int millis = scene.between(2_000, 15_000);
        scene.stage().link(number).hold(way);
        scene.pass(millis);
        if (scene.random().nextBoolean()) {
            scene.stage().link(number).reset();
        }
        scene.stage().link(number).mend();
        scene.remark((way == Link.Way.OUT ? "can not speak " : "can not hear ") + millis + " ms");
        scene.expect("the node after its link was mended", Duration.ofSeconds(30), () -> scene.stage().node(number).probe() == 200);
    }
}
