package carillon.relay;

import carillon.backplane.Ask;
import carillon.backplane.BackplaneListener;
import carillon.backplane.Batch;
import carillon.backplane.Beat;
import carillon.backplane.Envelope;
import carillon.backplane.ForeignIds;
import carillon.backplane.Freshness;
import carillon.backplane.JournalPulse;
import carillon.backplane.Keeping;
import carillon.backplane.Part;
import carillon.backplane.Peers;
import carillon.backplane.Pulse;
import carillon.backplane.Refusals;
import carillon.backplane.Rejected;
import carillon.backplane.Rejections;
import carillon.backplane.Repair;
import carillon.backplane.Resend;
import carillon.backplane.Self;
import carillon.channel.ForeignId;
import carillon.channel.Origin;
import carillon.channel.Publication;
import carillon.doctor.Roll;
import carillon.protocol.ErrorCode;
import carillon.relay.intake.Intake;
import carillon.traffic.Door;
import carillon.traffic.Inflow;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Delivers what the backplane brings to the clients of this node, each publication once.
 *
 * <p>One at a time: whatever thread the server calls it on, what comes is handled in the order in which it comes.
 */
@ApplicationScoped
public class Delivery implements BackplaneListener {

    private final Self self;
    private final Pulse pulse;
    private final JournalPulse journalPulse;
    private final Peers peers;
    private final ForeignIds foreignIds;
    private final Rejections rejections;
    private final Refusals refusals;
    private final Freshness freshness;
    private final Intake intake;
    private final Sender sender;
    private final Aside aside;
    private final Borrower borrower;
    private final Inflow inflow;
    private final Roll roll;

    /** For the container's proxy only. */
    protected Delivery() {
        this(null, null, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    /** Makes one of what it changes and whom it tells. */
    @Inject
    public Delivery(Self self, Pulse pulse, JournalPulse journalPulse, Peers peers, ForeignIds foreignIds, Rejections rejections, Refusals refusals,
            Freshness freshness, Intake intake, Sender sender, Aside aside, Borrower borrower, Inflow inflow, Roll roll) {
        this.self = self;
        this.pulse = pulse;
        this.journalPulse = journalPulse;
        this.peers = peers;
        this.foreignIds = foreignIds;
        this.rejections = rejections;
        this.refusals = refusals;
        this.freshness = freshness;
        this.intake = intake;
        this.sender = sender;
        this.aside = aside;
        this.borrower = borrower;
        this.inflow = inflow;
        this.roll = roll;
    }

    @Override
    public synchronized void onBatch(Batch batch) {
        if (intake.batch(batch)) {
            there(batch.origin());
        }
        echoed(batch.origin(), batch.last());
    }

    @Override
    public synchronized void onBeat(Beat beat) {
        roll.heard(beat);
        if (!freshness.isFresh(beat)) {
            return;
        }
        there(beat.origin());
        beat.figures().ifPresent(its -> peers.told(beat.origin(), its));
        intake.beat(beat);
        echoed(beat.origin(), beat.last());
    }

    /** What was sent before it came back before it, or was lost. */
    private void echoed(Origin origin, long last) {
        if (origin.equals(self.origin()) && !self.neverGave(origin, last)) {
            sender.heard(last);
        }
    }

    @Override
    public synchronized void onRepair(Repair repair) {
        intake.repair(repair);
    }

    @Override
    public synchronized void onResend(Resend resend) {
        intake.resend(resend);
        echoed(resend.batch().origin(), resend.batch().last());
    }

    @Override
    public synchronized void onKeeping(Keeping keeping) {
        journalPulse.felt();
    }

    /** Does what is due: gives up what did not come, asks for what is missing, sends again what others lack. To be called many times a second. */
    public synchronized void tick() {
        intake.tick().forEach(this::tell);
    }

    private void tell(Envelope envelope) {
        if (envelope instanceof Ask ask) {
            borrower.ask(ask);
        } else {
            sender.tell(envelope);
        }
    }

    @Override
    public synchronized void onAsk(Ask ask) {
        intake.ask(ask).forEach(this::tell);
    }

    @Override
    public synchronized void onPart(Part part) {
        try {
            intake.part(part).forEach(this::tell);
            intake.remembered().forEach(foreignIds::add);
        } catch (IllegalArgumentException forged) {
            onRejected(new Rejected("A part of what " + part.origin() + " remembers: " + forged.getMessage(), "none", "bytes", null, null));
        }
    }

    /** A publication of this node's own that comes back for the first time proves as much as a heartbeat. */
    private void there(Origin origin) {
        peers.heard(origin);
        if (origin.equals(self.origin())) {
            pulse.felt();
        }
    }

    @Override
    public synchronized void onForeign(Publication publication) {
        if (foreignIds.add((ForeignId) publication.identity())) {
            intake.foreign(publication);
            inflow.published(Door.JMS, publication.payload().bytes());
        }
    }

    @Override
    public synchronized void onRejected(Rejected rejected) {
        rejections.add(rejected);
        if (rejected.refusal() != null) {
            refusals.add(rejected.refusal());
        }
        inflow.refused(Door.JMS, ErrorCode.BAD_REQUEST);
        if (pulse.ageMs().isPresent()) { // before that it may be an old one that the broker says again: others have set it aside
            aside.add(rejected);
        }
    }
}
