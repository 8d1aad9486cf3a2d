package carillon.relay;

import carillon.backplane.Backplane;
import carillon.backplane.BackplaneException;
import carillon.backplane.Batch;
import carillon.backplane.Beat;
import carillon.backplane.Envelope;
import carillon.backplane.Rejected;
import carillon.backplane.Self;
import carillon.backplane.Uplink;
import carillon.channel.AckLevel;
import carillon.channel.Stamp;
import carillon.config.Ticker;
import carillon.sequence.Unechoed;
import carillon.traffic.Stopwatch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The one thread of a node that speaks to the broker: it stamps, sends, beats, and connects again.
 *
 * <p>Publications are stamped when there is a connection and they are about to be sent, so the sequence has no holes. A batch whose fate is not
 * known is sent again, with the same stamps, before anything else: whoever has it already drops it as a duplicate.
 */
@ApplicationScoped
public class Sender implements Runnable {

    private static final Logger LOG = Logger.getLogger(Sender.class.getName());
    /** Between attempts to reach the broker: well within the time in which delivery has to resume. */
    private static final long RETRY_MS = 250;
    private static final int REJECTED_WAITING = 256;
    /** Requests and answers that wait; who is left without one asks again. */
    private static final int TOLD_WAITING = 64;

    private final Backplane backplane;
    private final PublishQueue queue;
    private final Heartbeat heartbeat;
    private final Self self;
    private final Unechoed unechoed;
    private final Uplink uplink;
    private final Stopwatch stopwatch;
    private final Ticker ticker;
    private final Queue<Envelope> told = new ArrayBlockingQueue<>(TOLD_WAITING);
    private final Queue<Rejected> rejected = new ArrayBlockingQueue<>(REJECTED_WAITING);

    /** Used by the sender's thread only; so are all fields below. */
    private long lastSequence;
    private Batch unconfirmed;
    private List<Pending> unconfirmedPending = List.of();
    private boolean connected = true;

    /** For the container's proxy only. */
    protected Sender() {
        this(null, null, null, null, null, null, null, null);
    }

    /** Makes one that has sent nothing. */
    @Inject
    public Sender(Backplane backplane, PublishQueue queue, Heartbeat heartbeat, Self self, Unechoed unechoed, Uplink uplink, Stopwatch stopwatch, Ticker ticker) {
        this.backplane = backplane;
        this.queue = queue;
        this.heartbeat = heartbeat;
        this.self = self;
        this.unechoed = unechoed;
        this.uplink = uplink;
        this.stopwatch = stopwatch;
        this.ticker = ticker;
    }

    /** Sends until the queue is closed and empty, or the thread is interrupted. */
    @Override
    public void run() {
        boolean wanted = false;
        try {
            while (!queue.isFinished()) {
                step();
            }
            wanted = true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            wanted = true;
        } finally {
            uplink.end(wanted);
            queue.refuseAll();
            unconfirmedPending.forEach(Pending::unknown);
            backplane.close();
        }
    }

    /** One turn: sends what is due, and waits for more no longer than until the next heartbeat. */
    void step() throws InterruptedException {
        uplink.turn();
        try {
            backplane.open();
            reached();
            send();
        } catch (BackplaneException failure) {
            failed(failure);
            queue.pause(RETRY_MS);
        } catch (RuntimeException defect) {
            LOG.log(Level.SEVERE, "A defect in the sender; it goes on.", defect);
            failed(new BackplaneException("A defect in the sender: " + defect, defect));
            queue.pause(RETRY_MS);
        }
    }

    private void send() throws BackplaneException, InterruptedException {
        if (unconfirmed != null) {
            confirm(); // sent before, fate unknown: again, first of all
        }
        if (self.adopt()) {
            lastSequence = 0;
            queue.heard(Long.MAX_VALUE); // of what the node sent as another origin nothing is waited for any more
        }
        if (heartbeat.dueInNanos() <= 0) {
            List<Beat> beats = heartbeat.next(lastSequence);
            for (Beat beat : beats) {
                backplane.broadcast(beat);
            }
            heartbeat.spoke(true);
        }
        for (Envelope one = told.poll(); one != null; one = told.poll()) {
            backplane.broadcast(one);
        }
        setAside();
        stamp(queue.take(heartbeat.dueInNanos()));
        if (unconfirmed != null) {
            confirm();
        }
    }

    /** Malformed messages come last: a flood of them must delay neither a beat nor a publication by more than one of them takes. */
    private void setAside() throws BackplaneException {
        for (Rejected one = rejected.poll(); one != null; one = rejected.poll()) {
            backplane.setAside(one);
            if (heartbeat.dueInNanos() <= 0 || queue.size() > 0) {
                return;
            }
        }
    }

    private void stamp(List<Pending> taken) {
        if (!taken.isEmpty()) {
            unconfirmed = new Batch(self.origin(), lastSequence + 1, taken.stream().map(Pending::item).toList());
            unconfirmedPending = taken;
            lastSequence = unconfirmed.last();
            self.gave(lastSequence);
            queue.sent(lastSequence);
            stopwatch.sent(new Stamp(self.origin(), unconfirmed.first()), taken.get(0).acceptedAt(), ticker.nanos());
            for (int i = 0; i < taken.size(); i++) {
                unechoed.add(unconfirmed.publication(i));
            }
        }
    }

    private void confirm() throws BackplaneException {
        backplane.broadcast(unconfirmed, unconfirmedPending.stream().anyMatch(pending -> pending.level() == AckLevel.DURABLE));
        long sequence = unconfirmed.first();
        for (Pending pending : unconfirmedPending) {
            confirmed(pending, new Stamp(self.origin(), sequence++));
        }
        unconfirmed = null;
        unconfirmedPending = List.of();
        queue.confirmed();
    }

    private void confirmed(Pending pending, Stamp stamp) {
        if (pending.level() == AckLevel.ECHOED) {
            unechoed.await(stamp.sequence(), back -> {
                if (back) {
                    pending.reached(stamp);
                } else {
                    pending.unknown();
                }
            });
        } else {
            pending.reached(stamp);
        }
    }

    private void reached() {
        uplink.reached(backplane.provider());
        if (!connected) {
            connected = true;
            LOG.info("The broker is reached again.");
        }
    }

    private void failed(BackplaneException failure) {
        heartbeat.spoke(false);
        uplink.lost();
        unconfirmedPending.forEach(Pending::unknown);
        if (connected) {
            connected = false;
            LOG.log(Level.WARNING, () -> "The broker is lost; trying again every " + RETRY_MS + " ms. " + failure.getMessage());
        }
    }

    /** What this node has sent has come back up to a sequence, or never will: more may be sent. Any thread. */
    void heard(long last) {
        queue.heard(last);
    }

    /** Puts something on the way to all nodes; false if too much is on the way already. Any thread. */
    boolean tell(Envelope envelope) {
        boolean taken = told.offer(envelope);
        queue.nudge();
        return taken;
    }

    /** Puts a malformed message on the way to where an operator finds it; false if too many are on the way already. Any thread. */
    boolean setAside(Rejected one) {
        return rejected.offer(one);
    }
}
