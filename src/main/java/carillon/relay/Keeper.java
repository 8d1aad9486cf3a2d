package carillon.relay;

import carillon.backplane.BackplaneException;
import carillon.backplane.Batch;
import carillon.backplane.Envelope;
import carillon.backplane.Journal;
import carillon.backplane.Keeping;
import carillon.backplane.Peers;
import carillon.backplane.Resend;
import carillon.backplane.Self;
import carillon.backplane.Trial;
import carillon.config.Settings;
import carillon.config.Ticker;
import carillon.sequence.Sequencer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Reads what the broker keeps of durable publications, on the first of the nodes that are there, and brings to all what this node finds there and has not heard.
 *
 * <p>What was read is held for some seconds before it is let go: a broker, or this node, that dies in that time leaves it for the next reader, so that
 * what was stored and not yet dispatched is found. In turn it reads for a while and holds: what waits meanwhile is with the broker. A thread of its own.
 */
@ApplicationScoped
public class Keeper implements Runnable {

    private static final Logger LOG = Logger.getLogger(Keeper.class.getName());
    private static final long READ_NANOS = 2_000_000_000L;
    private static final long HOLD_NANOS = 3_000_000_000L;
    /** What is held at most, in bytes; then it is held for its time, and released, before more is read. */
    private static final int HELD_MAX_BYTES = 16_777_216;
    private static final int HELD_OVERHEAD = 256;
    /** What is stored comes by the topic too, a moment before or after. */
    private static final long LACKING_AFTER_NANOS = 500_000_000L;
    private static final long TRIAL_NANOS = 1_000_000_000L;
    private static final long WAIT_MS = 100;
    private static final long RETRY_MS = 1_000;

    private final Self self;
    private final Peers peers;
    private final Journal journal;
    private final Sequencer sequencer;
    private final Sender sender;
    private final Ticker ticker;
    private final boolean configured;
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** Used by the keeper's thread only; so are all fields below. */
    private final List<Held> held = new ArrayList<>();
    private long heldBytes;
    private long turnStarted;
    private long lastRead;
    private boolean tried;
    private long triedAt;
    private boolean reading;
    /** Whether it worked of late: if it goes on failing, that is said once. */
    private boolean reached = true;

    /** A batch that was read, until it is here or was sent again. */
    private record Held(Batch batch, long at) {
    }

    /** For the container's proxy only. */
    protected Keeper() {
        this(null, null, null, null, null, Settings.of(Map.of()), null);
    }

    /** Makes one that has read nothing. */
    @Inject
    public Keeper(Self self, Peers peers, Journal journal, Sequencer sequencer, Sender sender, Settings settings, Ticker ticker) {
        this.self = self;
        this.peers = peers;
        this.journal = journal;
        this.sequencer = sequencer;
        this.sender = sender;
        this.ticker = ticker;
        this.configured = settings.journal().isPresent();
    }

    /** Whether there is a journal at all, and so something to do. */
    public boolean isConfigured() {
        return configured;
    }

    /** Reads and holds until it is stopped, or the thread is interrupted. */
    @Override
    public void run() {
        try {
            boolean goOn = true;
            while (goOn) {
                goOn = !stopped.await(step(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } finally {
            journal.close();
        }
    }

    /** Ends it soon. Any thread. */
    public void stop() {
        stopped.countDown();
    }

    /** One turn; gives the time until the next, in milliseconds. */
    long step() {
        try {
            return turn();
        } catch (BackplaneException failure) {
            failed(Level.WARNING, failure);
        } catch (RuntimeException defect) {
            journal.close();
            failed(Level.SEVERE, defect);
        }
        return RETRY_MS;
    }

    private void failed(Level level, Exception failure) {
        forget();
        if (reached) {
            LOG.log(level, "The journal of durable publications is lost; trying again.", failure);
        }
        reached = false;
    }

    private long turn() throws BackplaneException {
        if (!peers.isFirst(self.origin())) {
            forget();
            journal.close();
            return RETRY_MS;
        }
        journal.open();
        tryIt();
        if (mayRead()) {
            journal.next(WAIT_MS).ifPresent(this::read);
        }
        bringWhatIsLacking();
        if (heldBytes > 0 && held.isEmpty() && ticker.nanos() - lastRead >= HOLD_NANOS) {
            journal.release();
            forget();
            reached = true; // it is read and let go of: only now it works
        }
        return reading ? 0 : WAIT_MS;
    }

    /** Puts something into the journal now and then: whether it comes out again says whether it works. Where the broker's disk is slow it is this thread that waits. */
    private void tryIt() throws BackplaneException {
        long now = ticker.nanos();
        if (!tried || now - triedAt >= TRIAL_NANOS) {
            tried = true;
            triedAt = now;
            journal.put(new Trial(self.origin()));
        }
    }

    private boolean mayRead() {
        reading = heldBytes == 0 || ticker.nanos() - turnStarted < READ_NANOS && heldBytes < HELD_MAX_BYTES;
        return reading;
    }

    private void read(Envelope envelope) {
        lastRead = ticker.nanos();
        turnStarted = heldBytes == 0 ? lastRead : turnStarted;
        heldBytes += HELD_OVERHEAD;
        if (envelope instanceof Batch batch) {
            heldBytes += batch.items().stream().mapToLong(item -> item.payload().bytes()).sum();
            held.add(new Held(batch, lastRead));
        } else if (envelope instanceof Trial && envelope.origin().equals(self.origin())) {
            sender.tell(new Keeping(self.origin()));
        }
    }

    private void bringWhatIsLacking() {
        long now = ticker.nanos();
        held.removeIf(one -> isHere(one.batch()) || now - one.at() >= LACKING_AFTER_NANOS && sender.tell(new Resend(self.origin(), one.batch())));
    }

    private boolean isHere(Batch batch) {
        return sequencer.origins().queued(batch.origin()) >= batch.last();
    }

    private void forget() {
        held.clear();
        heldBytes = 0;
    }
}
