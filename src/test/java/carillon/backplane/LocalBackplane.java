package carillon.backplane;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** The backplane over a {@link LocalTopic}. It can fail in all the ways in which a link to a broker can. */
public final class LocalBackplane implements Backplane {

    private enum Fault { NONE, MESSAGE_LOST, CONFIRMATION_LOST }

    private final LocalTopic topic;
    private volatile boolean open;
    private volatile Provider provider;
    private volatile boolean refusing;
    private volatile Fault next = Fault.NONE;
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile CountDownLatch arrived = new CountDownLatch(1);

    public LocalBackplane(LocalTopic topic) {
        this.topic = topic;
    }

    @Override
    public void open() throws BackplaneException {
        check();
        open = true;
    }

    @Override
    public void broadcast(Envelope envelope, boolean durable) throws BackplaneException {
        if (envelope instanceof Part part) {
            ((LocalLine) part.to()).answer(part);
            return;
        }
        confirmed(() -> {
            if (durable) {
                topic.keep(envelope);
            }
            topic.send(listener -> tell(listener, envelope));
        });
    }

    static void tell(BackplaneListener listener, Envelope envelope) {
        if (envelope instanceof Batch batch) {
            listener.onBatch(batch);
        } else if (envelope instanceof Beat beat) {
            listener.onBeat(beat);
        } else if (envelope instanceof Repair repair) {
            listener.onRepair(repair);
        } else if (envelope instanceof Keeping keeping) {
            listener.onKeeping(keeping);
        } else if (envelope instanceof Ask ask) {
            listener.onAsk(ask);
        } else if (envelope instanceof Resend resend) {
            listener.onResend(resend);
        } else if (!(envelope instanceof Trial)) {
            throw new IllegalArgumentException("Nobody is told of " + envelope.getClass());
        }
    }

    @Override
    public void setAside(Rejected rejected) throws BackplaneException {
        confirmed(() -> topic.setAside(rejected));
    }

    private void confirmed(Runnable send) throws BackplaneException {
        check();
        if (!open) {
            throw lost("It was not opened.");
        }
        pass();
        Fault fault = next;
        next = Fault.NONE;
        if (fault != Fault.MESSAGE_LOST) {
            send.run();
        }
        if (fault != Fault.NONE) {
            throw lost("The link broke.");
        }
    }

    private void pass() throws BackplaneException {
        arrived.countDown();
        if (gate.getCount() == 0) {
            return;
        }
        try {
            gate.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw lost("It was interrupted.");
        }
    }

    private void check() throws BackplaneException {
        if (refusing || topic.isAway()) {
            throw lost("The broker is away.");
        }
    }

    private BackplaneException lost(String reason) {
        close();
        return new BackplaneException(reason, null);
    }

    @Override
    public void close() {
        open = false;
    }

    @Override
    public Optional<Provider> provider() {
        return Optional.ofNullable(provider);
    }

    /** Says from now on who serves the connection. */
    public void provider(String name, String version) {
        provider = new Provider(name, version);
    }

    /** Refuses to connect, until it is undone. */
    public void refuse(boolean value) {
        refusing = value;
    }

    /** The next message is accepted, but the word of it does not come back. */
    public void loseTheNextConfirmation() {
        next = Fault.CONFIRMATION_LOST;
    }

    /** The next message is lost with the link. */
    public void loseTheNextMessage() {
        next = Fault.MESSAGE_LOST;
    }

    /** The broker takes its time: whoever sends waits. */
    public void block() {
        arrived = new CountDownLatch(1);
        gate = new CountDownLatch(1);
    }

    /** Waits until somebody waits. */
    public void awaitBlocked() throws InterruptedException {
        arrived.await();
    }

    public void unblock() {
        gate.countDown();
    }
}
