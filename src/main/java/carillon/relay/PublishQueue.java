package carillon.relay;

import carillon.config.Limit;
import carillon.config.Settings;
import carillon.config.Ticker;
import carillon.traffic.OutboundQueue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The publications that wait for the sender: bounded by number and bytes, each flow first in, first out, all flows by turns.
 *
 * <p>When it is full, who has most waiting makes room, not who comes. Any thread offers; one thread takes. What was taken but is not settled is watched too, so that each is settled in time.
 */
@ApplicationScoped
public class PublishQueue implements OutboundQueue {

    private final Ticker ticker;
    private final int max;
    private final int maxBytes;
    private final int batchBytes;
    private final Lock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Condition ended = lock.newCondition();
    /** Guarded by lock; so are all fields below. */
    private final FairQueue waiting = new FairQueue();
    private final EchoWindow window;
    private long displaced;
    private List<Pending> taken = List.of();
    /** The broker has them, but they have not come as far as was asked for. */
    private final Deque<Pending> confirmed = new ArrayDeque<>();
    private boolean closed;
    private boolean nudged;

    /** For the container's proxy only. */
    protected PublishQueue() {
        this(Settings.of(Map.of()), null);
    }

    /** Makes an empty one. */
    @Inject
    public PublishQueue(Settings settings, Ticker ticker) {
        this.ticker = ticker;
        this.max = settings.get(Limit.PUBLISH_QUEUE_MAX);
        this.maxBytes = settings.get(Limit.PUBLISH_QUEUE_MAX_BYTES);
        this.batchBytes = settings.get(Limit.BATCH_MAX_BYTES);
        this.window = new EchoWindow(settings, ticker);
    }

    /** Takes in a publication, if need be in the place of one of who has more waiting; false if there is no room. */
    boolean offer(Pending pending) {
        List<Pending> losers = new ArrayList<>();
        boolean taken;
        lock.lock();
        try {
            taken = !closed && makeRoom(pending, losers);
            if (taken) {
                waiting.add(pending);
                filled.signal();
            }
        } finally {
            lock.unlock();
        }
        losers.forEach(Pending::displace); // outside the lock: whoever waits for the outcome is called
        return taken;
    }

    private boolean makeRoom(Pending pending, List<Pending> losers) {
        while (waiting.size() + confirmed.size() >= max || waiting.bytes() + pending.bytes() > maxBytes) {
            Pending loser = waiting.displace(pending);
            if (loser == null) {
                return false;
            }
            losers.add(loser);
            displaced++;
        }
        return true;
    }

    /**
     * Gives what waits, as much as one envelope holds; waits for the first and until so much has come back that more may be sent, but never in order to get more.
     *
     * @return the publications, now taken; empty if there were none to be sent in time
     */
    List<Pending> take(long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (left > 0 && !nudged && (waiting.isEmpty() ? !closed : !window.isOpen())) {
                left = filled.awaitNanos(left);
            }
            nudged = false;
            taken = window.isOpen() ? drain() : List.of();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private List<Pending> drain() {
        List<Pending> batch = new ArrayList<>();
        int bytes = 0;
        for (Pending next = waiting.peek(); next != null && (bytes == 0 || bytes + next.bytes() <= batchBytes); next = waiting.peek()) {
            waiting.remove();
            if (next.take()) {
                bytes += next.bytes();
                batch.add(next);
            }
        }
        return batch;
    }

    /**
     * What was last taken is about to be sent.
     *
     * @param last the sequence of the last of it
     */
    void sent(long last) {
        lock.lock();
        try {
            window.sent(last, taken.stream().mapToLong(Pending::cost).sum());
        } finally {
            lock.unlock();
        }
    }

    /** All that was sent up to this sequence has come back through the broker, or never will. Any thread. */
    void heard(long last) {
        lock.lock();
        try {
            if (window.heard(last)) {
                filled.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Settles all whose time is over. */
    void expire() {
        List<Pending> due;
        long now = ticker.nanos();
        lock.lock();
        try {
            due = waiting.removeIf(pending -> pending.isDue(now));
            taken.stream().filter(pending -> pending.isDue(now)).forEach(due::add);
            for (Pending next = confirmed.peek(); next != null && (next.isSettled() || next.isDue(now)); next = confirmed.peek()) {
                due.add(confirmed.remove());
            }
        } finally {
            lock.unlock();
        }
        due.forEach(Pending::expire); // outside the lock: whoever waits for the outcome is called
    }

    /** Whoever waits for publications has something else to do. */
    void nudge() {
        lock.lock();
        try {
            nudged = true;
            filled.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more; what waits can still be taken. */
    void close() {
        lock.lock();
        try {
            closed = true;
            filled.signalAll();
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether no more will come, and none waits. */
    boolean isFinished() {
        lock.lock();
        try {
            return closed && waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Whether all that was offered is settled. */
    boolean isIdle() {
        lock.lock();
        try {
            return waiting.isEmpty() && taken.stream().allMatch(Pending::isSettled) && confirmed.stream().allMatch(Pending::isSettled);
        } finally {
            lock.unlock();
        }
    }

    /** Refuses all that wait. */
    void refuseAll() {
        List<Pending> refused;
        lock.lock();
        try {
            refused = waiting.removeIf(pending -> true);
            refused.addAll(confirmed);
            confirmed.clear();
        } finally {
            lock.unlock();
        }
        refused.forEach(Pending::expire);
    }

    /** The broker has confirmed what was last taken: what is settled by that need not be watched any longer. */
    void confirmed() {
        lock.lock();
        try {
            taken.stream().filter(pending -> !pending.isSettled()).forEach(confirmed::add);
            taken = List.of();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a time, or until the queue is closed; also when it is closed, if some wait: whoever tries for their sake must not spin. */
    void pause(long millis) throws InterruptedException {
        lock.lock();
        try {
            if (!closed || !waiting.isEmpty()) {
                ended.await(millis, TimeUnit.MILLISECONDS);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int waiting() {
        lock.lock();
        try {
            return waiting.size() + confirmed.size();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long waitingBytes() {
        lock.lock();
        try {
            return waiting.bytes();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long displaced() {
        lock.lock();
        try {
            return displaced;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public double fullness() {
        return Math.max((double) waiting() / max, (double) waitingBytes() / maxBytes);
    }

    /** How many wait. */
    int size() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }
}
