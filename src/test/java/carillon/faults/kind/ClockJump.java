package carillon.faults.kind;

import carillon.faults.Fault;
import carillon.faults.Scene;
import carillon.faults.stage.Flavour;
import java.util.List;

/** The clock of a node or of the broker jumps by an hour, and back. */
final class ClockJump implements Fault {

    private static final int HOUR = 3_600;
    private static final List<String> PROCESSES = List.of("broker", "node-1", "node-2", "node-3");

    @Override
    public String code() {
        return "F16";
    }

    @Override
    public String what() {
        return "clock of a node or the broker jumps by an hour";
    }

    @Override
    public Flavour flavour() {
        return Flavour.CLOCKS;
    }

    @Override
    public void strike(Scene scene) throws Exception {
        String process = PROCESSES.get(scene.round() % PROCESSES.size());
        int jump = scene.random().nextBoolean() ? HOUR : -HOUR;
        scene.stage().clocks().set(process, jump);
        scene.pass(scene.between(3_000, 7_000));
        scene.stage().clocks().set(process, 0);
        scene.pass(scene.between(2_000, 4_000));
        scene.remark(process + " " + jump + " s");
    }
}
