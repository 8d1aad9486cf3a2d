package carillon.hub;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether this node serves, is about to go, or may go. It changes once each way, and never back. Safe for use by any thread.
 */
@ApplicationScoped
public class Draining {

    /** What a node is at. */
    public enum State {
        /** It takes clients. */
        SERVING,
        /** It takes no more, and sends away those that it has. */
        DRAINING,
        /** It has nothing left that others need. */
        DRAINED;

        private final String wire = name().toLowerCase(Locale.ROOT);

        /** The state as it is written. */
        public String wire() {
            return wire;
        }
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.SERVING);
    private final CountDownLatch end = new CountDownLatch(1);

    /** What this node is at. */
    public State state() {
        return state.get();
    }

    /** From now on no client is taken. Does nothing if that was said before. */
    public void begin() {
        state.compareAndSet(State.SERVING, State.DRAINING);
    }

    /** Whether no client is taken any more. */
    public boolean isBegun() {
        return state.get() != State.SERVING;
    }

    /** The node may go. */
    public void end() {
        state.set(State.DRAINED);
        end.countDown();
    }

    /** Waits until the node may go, for so many milliseconds at most; gives whether it may. */
    public boolean awaitEnd(long millis) throws InterruptedException {
        return end.await(millis, TimeUnit.MILLISECONDS);
    }
}
