package carillon.faults.kind;

import carillon.cluster.Node;
import carillon.faults.Fault;
import carillon.faults.Scene;
import carillon.faults.record.Recorder;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** A node boots under load, and clients that missed something come to it: some as soon as it answers at all, some right after it is ready. */
final class FreshNode implements Fault {

    private static final int OF_EACH = 4;
    private static final int PERSISTENCE = 200;

    @Override
    public String code() {
        return "F13";
    }

    @Override
    public String what() {
        return "fresh node under load";
    }

    @Override
    public void strike(Scene scene) throws Exception {
        int number = scene.anyNumber();
        Node node = scene.stage().node(number);
        List<Recorder> eager = wanderers(scene, number);
        List<Recorder> patient = wanderers(scene, number);
        node.kill();
        scene.pass(scene.between(0, 2_000));
        node.start();
        eager.forEach(Recorder::cut);
        node.awaitReady();
        scene.pass(scene.between(0, 1_000));
        patient.forEach(Recorder::cut);
        scene.expect("all clients", Duration.ofSeconds(30), () -> scene.recorders().stream().allMatch(Recorder::isUpToDate));
        long there = scene.recorders().stream().filter(one -> node.name().equals(one.node())).count();
        scene.remark(there + " clients on the fresh node");
    }

    /** Clients of another node that go to this one next, and don't tire of it. */
    private static List<Recorder> wanderers(Scene scene, int number) {
        List<URI> doors = scene.stage().doors();
        List<URI> next = new ArrayList<>(List.of(doors.get(number % doors.size())));
        next.addAll(Collections.nCopies(PERSISTENCE, doors.get(number - 1)));
        List<Recorder> some = IntStream.range(0, OF_EACH).mapToObj(n -> scene.join(next, 0)).toList();
        scene.expect("the wanderers", Duration.ofSeconds(10), () -> some.stream().allMatch(Recorder::isUpToDate));
        return some;
    }
}
