package carillon.backplane;

import java.util.ArrayDeque;
import java.util.Queue;

/** A line over a {@link LocalTopic}; it never waits. */
public final class LocalLine implements Line, ReturnAddress {

    private final LocalTopic topic;
    /** Guarded by this; so is the next field. */
    private final Queue<Part> waiting = new ArrayDeque<>();
    private boolean open;

    public LocalLine(LocalTopic topic) {
        this.topic = topic;
    }

    @Override
    public void ask(Ask ask) throws BackplaneException {
        if (topic.isAway()) {
            close();
            throw new BackplaneException("The broker is away.", null);
        }
        synchronized (this) {
            open = true;
        }
        Ask sent = new Ask(ask.origin(), ask.peer(), ask.number(), ask.from(), this);
        topic.send(listener -> LocalBackplane.tell(listener, sent));
    }

    synchronized void answer(Part part) {
        if (open) {
            waiting.add(new Part(part.origin(), part.number(), part.index(), part.last(), part.piece(), null));
        }
    }

    @Override
    public void listen(long ms, BackplaneListener listener) {
        for (Part part = next(); part != null; part = next()) {
            listener.onPart(part);
        }
    }

    private synchronized Part next() {
        return waiting.poll();
    }

    @Override
    public synchronized void close() {
        open = false;
        waiting.clear();
    }
}
