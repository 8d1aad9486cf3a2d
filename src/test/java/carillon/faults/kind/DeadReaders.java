package carillon.faults.kind;

import carillon.faults.Fault;
import carillon.faults.Scene;
import carillon.faults.record.Recorder;
import java.time.Duration;
import java.util.List;

/** A thousand clients follow all channels and read nothing, or 1 KB a second; some recorders read nothing for a while too. */
final class DeadReaders implements Fault {

    private static final int READERS = 1_000;
    private static final int STALLED = 4;

    @Override
    public String code() {
        return "F11";
    }

    @Override
    public String what() {
        return "1,000 dead or 1 KB/s readers";
    }

    @Override
    public void strike(Scene scene) throws Exception {
        int dead = scene.between(0, READERS);
        try (SlowReaders readers = SlowReaders.open(scene.stage().nodes(), scene.channels(), READERS, dead)) {
            List<Recorder> stalled = scene.recorders().subList(0, STALLED);
            stalled.forEach(one -> one.stall(true));
            scene.pass(scene.between(6_000, 12_000));
            stalled.forEach(one -> one.stall(false));
            scene.remark(dead + " dead, " + readers.open() + " of " + READERS + " still open, stalled came back " + comeBacks(stalled));
        }
        scene.expect("all recorders, the stalled ones too", Duration.ofSeconds(30), () -> scene.recorders().stream().allMatch(Recorder::isUpToDate));
        scene.expect("the dead connections freed", Duration.ofSeconds(30), () -> scene.stage().nodes().stream().mapToInt(Health::connections).sum() < READERS / 10);
    }

    private static long comeBacks(List<Recorder> recorders) {
        return recorders.stream().filter(one -> !one.isConnected()).count();
    }
}
