package carillon.ops;

import static carillon.ops.Families.counter;
import static carillon.ops.Families.gauge;

import carillon.backplane.ForeignIds;
import carillon.backplane.Rejections;
import carillon.history.History;
import carillon.hub.Fanout;
import carillon.protocol.ErrorCode;
import carillon.sequence.Answers;
import carillon.sequence.Sequencer;
import carillon.traffic.Door;
import carillon.traffic.Inflow;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads what was published here, what came of all nodes, and what was missing of it. */
@ApplicationScoped
public class PublicationMeter implements Meter {

    private static final List<ErrorCode> REFUSALS = List.of(ErrorCode.RATE, ErrorCode.TOO_LARGE, ErrorCode.CONFLICT, ErrorCode.UNAVAILABLE, ErrorCode.BUSY,
            ErrorCode.UNKNOWN, ErrorCode.UNSUPPORTED, ErrorCode.BAD_REQUEST);

    private final Inflow inflow;
    private final Fanout fanout;
    private final Sequencer sequencer;
    private final Answers answers;
    private final History history;
    private final ForeignIds foreignIds;
    private final Rejections rejections;

    /** For the container's proxy only. */
    protected PublicationMeter() {
        this(null, null, null, null, null, null, null);
    }

    /** Makes one of what it reads. */
    @Inject
    public PublicationMeter(Inflow inflow, Fanout fanout, Sequencer sequencer, Answers answers, History history, ForeignIds foreignIds, Rejections rejections) {
        this.inflow = inflow;
        this.fanout = fanout;
        this.sequencer = sequencer;
        this.answers = answers;
        this.history = history;
        this.foreignIds = foreignIds;
        this.rejections = rejections;
    }

    @Override
    public Stream<MetricSnapshot> read() {
        return Stream.of(received(),
                counter("received_bytes", "Payloads of what came in and was published. What comes by JMS every node counts.", "door", Door.IN.stream(), Door::word, inflow::bytes),
                counter("publications_spare", "Publications that came in beyond the share of their publisher, which are forgotten before others.", "door", Door.IN.stream(), Door::word, inflow::spares),
                counter("publications_delivered", "Publications of all nodes and foreign programs that this node has handed to its clients, or would have if they followed its channel.",
                        fanout.delivered()),
                counter("duplicates", "Publications that came once more and were dropped.", "source", Stream.of("node", "jms"), source -> source,
                        source -> source.equals("node") ? sequencer.tally().duplicates() : foreignIds.duplicates()),
                counter("rejected", "Messages of the topic that could not be understood and were set aside.", rejections.count()),
                counter("repairs_asked", "Requests of this node for what it lacked.", sequencer.tally().asked()),
                counter("repairs_answered", "Answers of this node to others that lacked something.", answers.answered()),
                counter("publications_repaired", "Publications that came only because they were sent again.", sequencer.tally().repaired()),
                counter("holes", "Holes that were not repaired in time, each told to all clients of this node as a gap.", sequencer.tally().holes()),
                counter("publications_lost", "Publications that were missing in those holes.", sequencer.tally().lost()),
                gauge("held_publications", "Publications that wait for others before them to be repaired.", sequencer.held()),
                gauge("history_publications", "Publications that this node remembers.", history.size()),
                gauge("history_bytes", "What they cost together.", history.bytes()));
    }

    private MetricSnapshot received() {
        Map<Labels, Double> counts = new HashMap<>();
        for (Door door : Door.IN) {
            counts.put(Labels.of("door", door.word(), "result", "published"), (double) inflow.published(door));
            for (ErrorCode code : REFUSALS) {
                counts.put(Labels.of("door", door.word(), "result", code.wire()), (double) inflow.refusals(door, code));
            }
        }
        return counter("publications_received", "Publications that came in, by door, and how that went. What comes by JMS every node counts; bad_request are those set aside.", counts);
    }
}
