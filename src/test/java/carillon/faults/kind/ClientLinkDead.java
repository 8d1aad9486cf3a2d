package carillon.faults.kind;

import carillon.faults.Fault;
import carillon.faults.Scene;
import carillon.faults.record.Event;
import carillon.faults.record.Recorder;
import carillon.faults.stage.Link;
import carillon.faults.stage.Stage;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** The link between some clients and the load balancer drops everything: both ends notice, and the clients come back another way. */
final class ClientLinkDead implements Fault {

    private static final int CLIENTS = 6;
    /** Two ping periods and a half, and some time for a busy machine. */
    private static final Duration NOTICED_WITHIN = Duration.ofMillis(Stage.PING_MS * 5 / 2 + 4_000);

    @Override
    public String code() {
        return "F8";
    }

    @Override
    public String what() {
        return "link of some clients silently dead";
    }

    @Override
    public void strike(Scene scene) throws Exception {
        int port = scene.stage().balancer().port();
        try (Link link = new Link(port)) {
            URI door = URI.create("ws://127.0.0.1:" + link.port() + "/carillon/ws");
            List<Recorder> some = IntStream.range(0, CLIENTS).mapToObj(n -> scene.join(List.of(door, scene.stage().balancer().webSocket()), 0)).toList();
            scene.expect("the clients behind the link", Duration.ofSeconds(20), () -> some.stream().allMatch(Recorder::isUpToDate));
            scene.pass(scene.between(500, 2_000));
            int before = connections(scene);
            link.hold(Link.Way.OUT);
            link.hold(Link.Way.BACK);
            scene.expect("clients elsewhere", NOTICED_WITHIN.plusSeconds(3), () -> some.stream().noneMatch(Recorder::isConnected) || returned(some));
            scene.expect("all clients, by another way", Duration.ofSeconds(20), () -> returned(some));
            scene.expect("the dead connections freed", NOTICED_WITHIN, () -> connections(scene) <= before);
        }
    }

    private static boolean returned(List<Recorder> some) {
        return some.stream().allMatch(one -> one.isUpToDate() && one.journal().events().stream().filter(event -> event instanceof Event.Connected).count() > 1);
    }

    private static int connections(Scene scene) {
        return scene.stage().nodes().stream().mapToInt(Health::connections).sum();
    }
}
