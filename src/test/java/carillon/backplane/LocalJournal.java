package carillon.backplane;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/** The journal of a {@link LocalTopic}. */
public final class LocalJournal implements Journal {

    private final LocalTopic topic;
    private final Deque<Envelope> given = new ArrayDeque<>();

    public LocalJournal(LocalTopic topic) {
        this.topic = topic;
    }

    @Override
    public void open() throws BackplaneException {
        if (topic.isAway()) {
            throw new BackplaneException("The broker is away.", null);
        }
    }

    @Override
    public void put(Envelope envelope) throws BackplaneException {
        check();
        topic.keep(envelope);
        topic.send(listener -> LocalBackplane.tell(listener, envelope));
    }

    @Override
    public Optional<Envelope> next(long millis) throws BackplaneException {
        check();
        synchronized (topic) {
            Optional<Envelope> next = Optional.ofNullable(topic.kept().pollFirst());
            next.ifPresent(given::addLast);
            return next;
        }
    }

    @Override
    public void release() throws BackplaneException {
        check();
        given.clear();
    }

    private void check() throws BackplaneException {
        if (topic.isAway()) {
            close();
            throw new BackplaneException("The broker is away.", null);
        }
    }

    @Override
    public void close() {
        synchronized (topic) {
            for (Iterator<Envelope> last = given.descendingIterator(); last.hasNext();) {
                topic.kept().addFirst(last.next());
            }
            given.clear();
        }
    }
}
