package carillon.relay;

import carillon.backplane.BackplaneListener;
import carillon.backplane.Batch;
import carillon.backplane.Beat;
import carillon.backplane.ForeignIds;
import carillon.backplane.Peers;
import carillon.backplane.Positions;
import carillon.backplane.Pulse;
import carillon.backplane.Rejected;
import carillon.backplane.Rejections;
import carillon.backplane.Self;
import carillon.channel.ForeignId;
import carillon.channel.Origin;
import carillon.channel.Publication;
import carillon.hub.Fanout;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;

/**
 * Delivers what the backplane brings to the clients of this node, each publication once.
 *
 * <p>One at a time: whatever thread the server calls it on, what comes is handled in the order in which it comes.
 */
@ApplicationScoped
public class Delivery implements BackplaneListener {

    private final Self self;
    private final Pulse pulse;
    private final Peers peers;
    private final Positions positions;
    private final ForeignIds foreignIds;
    private final Rejections rejections;
    private final Fanout fanout;
    private final Aside aside;

    /** For the container's proxy only. */
    protected Delivery() {
        this(null, null, null, null, null, null, null, null);
    }

    /** Makes one of what it changes and whom it tells. */
    @Inject
    public Delivery(Self self, Pulse pulse, Peers peers, Positions positions, ForeignIds foreignIds, Rejections rejections, Fanout fanout, Aside aside) {
        this.self = self;
        this.pulse = pulse;
        this.peers = peers;
        this.positions = positions;
        this.foreignIds = foreignIds;
        this.rejections = rejections;
        this.fanout = fanout;
        this.aside = aside;
    }

    @Override
    public synchronized void onBatch(Batch batch) {
        there(batch.origin());
        List<Publication> fresh = new ArrayList<>(batch.items().size());
        for (int i = 0; i < batch.items().size(); i++) {
            if (positions.advance(batch.origin(), batch.first() + i)) {
                fresh.add(batch.publication(i));
            }
        }
        fanout.deliver(fresh);
    }

    @Override
    public synchronized void onBeat(Beat beat) {
        there(beat.origin());
    }

    /** Whatever comes back of this node's own proves as much as a heartbeat. */
    private void there(Origin origin) {
        peers.heard(origin);
        if (origin.equals(self.origin())) {
            pulse.felt();
        }
    }

    @Override
    public synchronized void onForeign(Publication publication) {
        if (foreignIds.add((ForeignId) publication.identity())) {
            fanout.deliver(List.of(publication));
        }
    }

    @Override
    public synchronized void onRejected(Rejected rejected) {
        rejections.add(rejected);
        aside.add(rejected);
    }
}
