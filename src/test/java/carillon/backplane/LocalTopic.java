package carillon.backplane;

import carillon.channel.Publication;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** A topic in memory, shared by the nodes of one JVM. It can be stopped like a broker, and say things twice like one. */
public final class LocalTopic {

    /** Guarded by this; so are all fields below. */
    private final List<Ear> ears = new ArrayList<>();
    private final List<Rejected> aside = new ArrayList<>();
    private Runnable whenSetAside = () -> { };
    private final Deque<Envelope> kept = new ArrayDeque<>();
    private boolean keeping;
    private boolean away;
    private boolean twice;
    private boolean shared;
    private int turn;

    /** How one node hears the topic. */
    public final class Ear {

        private final BackplaneListener listener;
        private final Deque<Consumer<BackplaneListener>> held = new ArrayDeque<>();
        private boolean holding;
        private boolean deaf;

        private Ear(BackplaneListener listener) {
            this.listener = listener;
        }

        private void hear(Consumer<BackplaneListener> message) {
            if (holding) {
                held.add(message);
            } else if (!deaf) {
                message.accept(listener);
            }
        }

        /** Lets what comes wait. */
        public void holdBack() {
            synchronized (LocalTopic.this) {
                holding = true;
            }
        }

        /** Brings what waits, and what comes from now on. */
        public void release() {
            synchronized (LocalTopic.this) {
                holding = false;
                while (!held.isEmpty()) {
                    hear(held.remove());
                }
            }
        }

        /** Brings the first of what waits, if so many do; more waits on. */
        public void release(int number) {
            synchronized (LocalTopic.this) {
                holding = false;
                for (int i = 0; i < number && !held.isEmpty(); i++) {
                    hear(held.removeFirst());
                }
                holding = true;
            }
        }

        /** Brings what waits, the last first. */
        public void releaseInDisorder() {
            synchronized (LocalTopic.this) {
                holding = false;
                while (!held.isEmpty()) {
                    hear(held.removeLast());
                }
            }
        }

        /** Loses what comes, until it is undone. */
        public void deaf(boolean value) {
            synchronized (LocalTopic.this) {
                deaf = value;
            }
        }
    }

    public synchronized Ear subscribe(BackplaneListener listener) {
        Ear ear = new Ear(listener);
        ears.add(ear);
        return ear;
    }

    /** What a foreign program sends. */
    public void foreign(Publication publication) {
        send(listener -> listener.onForeign(publication));
    }

    /** What a foreign program sends and nobody understands. */
    public void malformed(Rejected rejected) {
        send(listener -> listener.onRejected(rejected));
    }

    /** Brings what came by another way. */
    public void bring(Consumer<BackplaneListener> message) {
        send(message);
    }

    synchronized void send(Consumer<BackplaneListener> message) {
        if (shared) {
            ears.get(turn++ % ears.size()).hear(message);
            return;
        }
        for (Ear ear : ears) {
            ear.hear(message);
            if (twice) {
                ear.hear(message);
            }
        }
    }

    synchronized void keep(Envelope envelope) {
        if (keeping) {
            kept.addLast(envelope);
        }
    }

    /** Whether it keeps a journal. */
    public synchronized void keeping(boolean value) {
        keeping = value;
    }

    /** What lies in the journal. */
    public synchronized Deque<Envelope> kept() {
        return kept;
    }

    synchronized void setAside(Rejected rejected) {
        aside.add(rejected);
        whenSetAside.run();
    }

    /** What happens whenever a malformed message has been set aside. */
    public synchronized void whenSetAside(Runnable what) {
        whenSetAside = what;
    }

    /** What lies in the queue for malformed messages. */
    public synchronized List<Rejected> aside() {
        return List.copyOf(aside);
    }

    public synchronized void stop() {
        away = true;
    }

    public synchronized void start() {
        away = false;
    }

    synchronized boolean isAway() {
        return away;
    }

    /** From now on each message comes to one node only, in turn: as of a shared subscription, or a queue. */
    public synchronized void share() {
        shared = true;
    }

    /** From now on everything comes twice. */
    public synchronized void sayTwice() {
        twice = true;
    }
}
