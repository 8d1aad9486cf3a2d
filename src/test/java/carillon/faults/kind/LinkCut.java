package carillon.faults.kind;

import carillon.faults.Fault;
import carillon.faults.Scene;
import carillon.cluster.Node;
import carillon.faults.record.Recorder;
import carillon.faults.stage.Link;
import java.time.Duration;

/** The link between a node and the broker is cut, in silence or with a reset, and mended. */
final class LinkCut implements Fault {

    private static final int[] SECONDS = {3, 15, 64};
    /** More than carillon.fence.away.ms. */
    private static final int FENCED_AFTER = 64;

    @Override
    public String code() {
        return "F6";
    }

    @Override
    public String what() {
        return "link between node and broker cut 3, 15, 64 s";
    }

    @Override
    public void strike(Scene scene) throws Exception {
        int number = scene.anyNumber();
        int seconds = SECONDS[scene.round() % SECONDS.length];
        boolean silent = scene.random().nextBoolean();
        strike(scene.stage().link(number), silent);
        scene.pass(seconds * 1_000L);
        boolean fenced = seconds >= FENCED_AFTER && scene.recorders().stream().anyMatch(one -> isOn(one, scene.stage().node(number)));
        scene.stage().link(number).mend();
        scene.remark("cut " + seconds + " s, " + (silent ? "in silence" : "with a reset"));
        if (fenced) {
            scene.complain("clients are still on a node that has not heard itself for " + seconds + " s");
        }
        scene.expect("the node after its link was mended", Duration.ofSeconds(30), () -> scene.stage().node(number).probe() == 200);
    }

    private static boolean isOn(Recorder recorder, Node node) {
        return recorder.isConnected() && node.name().equals(recorder.node());
    }

    private static void strike(Link link, boolean silent) {
        if (silent) {
            link.hold(Link.Way.OUT);
            link.hold(Link.Way.BACK);
        } else {
            link.cut();
        }
    }
}
