package carillon.relay;

import carillon.backplane.Ask;
import carillon.backplane.BackplaneException;
import carillon.backplane.BackplaneListener;
import carillon.backplane.Line;
import carillon.relay.intake.Warmup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The thread of a node that asks others for what they remember, and hears their answers. It waits until there is something to ask.
 */
@ApplicationScoped
public class Borrower implements Runnable {

    private static final Logger LOG = Logger.getLogger(Borrower.class.getName());
    private static final long LISTEN_MS = 100;
    /** Of more only the latest matter. */
    private static final int WAITING = 4;

    private final Line line;
    private final Supplier<BackplaneListener> listener;
    private final Warmup warmup;
    private final BlockingQueue<Ask> asks = new ArrayBlockingQueue<>(WAITING);
    /** Used by its thread only. */
    private boolean listening;

    /** For the container's proxy only. */
    protected Borrower() {
        this(null, (Supplier<BackplaneListener>) null, null);
    }

    /** Makes one that asks nothing. The listener is looked up when it is needed: it needs this one first. */
    @Inject
    public Borrower(Line line, Instance<BackplaneListener> listener, Warmup warmup) {
        this(line, listener::get, warmup);
    }

    /** Makes one that asks nothing. */
    public Borrower(Line line, Supplier<BackplaneListener> listener, Warmup warmup) {
        this.line = line;
        this.listener = listener;
        this.warmup = warmup;
    }

    /** Puts a question on its way; any thread. */
    void ask(Ask ask) {
        while (!asks.offer(ask)) {
            asks.poll();
        }
    }

    /** Asks and listens until the thread is interrupted. */
    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                step(listening ? asks.poll() : asks.take());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            line.close();
        }
    }

    /** One turn, without waiting if there is nothing to ask and nothing was asked. */
    void step() {
        step(asks.poll());
    }

    private void step(Ask ask) {
        try {
            if (ask != null) {
                line.ask(ask);
                listening = true;
            }
            if (listening) {
                line.listen(LISTEN_MS, listener.get());
            }
        } catch (BackplaneException | RuntimeException failure) {
            LOG.log(Level.FINE, "The line to another node is broken; whom to ask next is found out by silence.", failure);
            listening = false;
            line.close();
        }
        if (listening && warmup.isOver()) {
            listening = false;
            line.close();
        }
    }
}
