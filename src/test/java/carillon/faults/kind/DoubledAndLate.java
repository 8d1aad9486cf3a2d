package carillon.faults.kind;

import carillon.faults.Fault;
import carillon.faults.Scene;
import carillon.faults.stage.Flavour;

/** The broker delivers messages twice and out of order, and a program of ours sends again what it has heard, shuffled. */
final class DoubledAndLate implements Fault {

    @Override
    public String code() {
        return "F19";
    }

    @Override
    public String what() {
        return "broker delivers twice and out of order";
    }

    @Override
    public Flavour flavour() {
        return Flavour.MISCHIEF;
    }

    @Override
    public void strike(Scene scene) throws Exception {
        int doubled = scene.between(5, 50);
        int late = scene.between(5, 50);
        try (Replay replay = new Replay(scene.stage())) {
            scene.stage().mischief().begin(doubled, late, scene.random().nextLong());
            scene.pass(scene.between(3_000, 7_000));
            scene.stage().mischief().end();
            scene.remark(doubled + " % doubled, " + late + " % late, sent again " + replay.sendAgain(scene.random()));
        }
        scene.pass(1_000);
    }
}
