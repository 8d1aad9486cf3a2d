package carillon.faults.kind;

import carillon.cluster.ClusterException;
import carillon.faults.Fault;
import carillon.faults.stage.Stage;
import java.util.List;
import java.util.stream.Stream;

/** All faults. */
public final class Faults {

    private static final List<Fault> ALL = List.of(new NodeKilled(), new NodeFrozen(), new BrokerKilled(), new BrokerRestarted(), new LinkCut(), new LinkHalfCut(), new ClientLinkDead(),
            new BalancerRestarted(), new ClientsMoved(), new DeadReaders(), new RollingRestart(Stage.NODES), new FreshNode(), new ClockJump(), new PoisonedTopic(), new RetriedElsewhere(), new DoubledAndLate(), new BrokerDrops(), new NodeAndBrokerKilled());

    private Faults() {
    }

    /** Some that take little time, for each build. */
    public static List<Fault> brief() {
        return List.of(new RetriedElsewhere(), new BrokerKilled(), new LinkCut(), new NodeKilled(), new FreshNode(), new RollingRestart(1));
    }

    public static List<Fault> all() {
        return ALL;
    }

    /** Those whose codes are given, with commas. */
    public static List<Fault> named(String codes) {
        return Stream.of(codes.split(",")).map(String::strip).map(Faults::one).toList();
    }

    private static Fault one(String code) {
        return ALL.stream().filter(fault -> fault.code().equalsIgnoreCase(code)).findFirst()
                .orElseThrow(() -> new ClusterException("-Donly: there is no fault " + code + "; there are " + ALL.stream().map(Fault::code).toList()));
    }
}
