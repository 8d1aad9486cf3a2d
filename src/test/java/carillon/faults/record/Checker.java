package carillon.faults.record;

import carillon.faults.record.Event.Connected;
import carillon.faults.record.Event.Gap;
import carillon.faults.record.Event.Received;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides whether what recorders received is what was promised (invariants I1 to I4, I6), given what was acknowledged.
 *
 * <p>It knows nothing else. Who does not follow from the beginning to the end is none of its business: what was sent before a recorder was first connected
 * is not owed to it.
 */
public final class Checker {

    private final Ledger ledger;
    private final Findings findings = new Findings();

    private Checker(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Reads all records. */
    public static Findings check(Ledger ledger, List<Journal> journals) {
        Checker checker = new Checker(ledger);
        journals.forEach(journal -> checker.new Reading(journal).read());
        return checker.findings;
    }

    /** A place in a record where it is said that something may be missing of some channels. */
    private record Signal(int place, long at, Set<String> channels, Event event) {
    }

    /** One recorder's record. */
    private final class Reading {

        private final Journal journal;
        private final List<Event> events;
        private final Map<String, Received> byId = new HashMap<>();
        /** How often the recorder had come to another node when it came first. */
        private final Map<String, Integer> movesById = new HashMap<>();
        private final Map<String, Long> seen = new HashMap<>();
        private final List<Signal> signals = new ArrayList<>();
        private final List<Published> missing = new ArrayList<>();
        private long since = Long.MAX_VALUE;
        private String node = "";
        private int moves;

        Reading(Journal journal) {
            this.journal = journal;
            this.events = journal.events();
        }

        void read() {
            for (int place = 0; place < events.size(); place++) {
                Event event = events.get(place);
                if (event instanceof Connected connected) {
                    connected(place, connected);
                } else if (event instanceof Gap gap) {
                    signals.add(new Signal(place, gap.at(), gap.channel() == null ? journal.channels() : Set.of(gap.channel()), gap));
                } else if (event instanceof Received received) {
                    received(received);
                }
            }
            ledger.acknowledged().stream().filter(this::isOwed).filter(one -> !byId.containsKey(one.id())).forEach(this::missing);
            signals.stream().filter(this::isFalse).forEach(signal -> findings.falseAlarms.add(journal.name() + " " + signal.event()));
        }

        private void connected(int place, Connected connected) {
            since = Math.min(since, connected.at());
            moves += connected.node().equals(node) ? 0 : 1;
            node = connected.node();
            findings.resumes += connected.resumed() ? 1 : 0;
            if (!connected.refused().isEmpty()) {
                signals.add(new Signal(place, connected.at(), connected.refused(), connected));
            }
        }

        private void received(Received received) {
            findings.deliveries++;
            Published one = ledger.get(received.id());
            if (one == null || !one.channel().equals(received.channel()) || !journal.channels().contains(received.channel())) {
                findings.alien.add(journal.name() + " " + received);
            }
            Received before = byId.putIfAbsent(received.id(), received);
            movesById.putIfAbsent(received.id(), moves);
            if (received.origin() != null) {
                stamped(received, before);
            } else if (before != null) {
                findings.doubled.add(journal.name() + " " + received + " after " + before);
            }
        }

        private void stamped(Received received, Received before) {
            long last = seen.getOrDefault(received.origin(), 0L);
            if (before != null && isToBePassedOver(before, received)) {
                findings.passedOver++;
            } else if (before != null) {
                findings.doubled.add(journal.name() + " " + received + " after " + before);
            } else if (received.seq() <= last) {
                findings.reordered.add(journal.name() + " " + received + " after " + last);
            }
            seen.put(received.origin(), Math.max(last, received.seq()));
        }

        /** Only nodes may differ in which of two publications with one key came first (docs/protocol.md, section 5): one node tells it once, and so does each connection. */
        private boolean isToBePassedOver(Received before, Received received) {
            return received.key() != null && !isSame(before, received) && movesById.get(received.id()) < moves;
        }

        private static boolean isSame(Received one, Received other) {
            return one.origin().equals(other.origin()) && one.seq() == other.seq();
        }

        private boolean isOwed(Published one) {
            return journal.channels().contains(one.channel()) && one.sentAt() > since;
        }

        private void missing(Published one) {
            missing.add(one);
            int end = placeOfFirstAfter(one);
            boolean said = signals.stream().anyMatch(signal -> signal.place() < end && signal.at() >= one.sentAt() && signal.channels().contains(one.channel()));
            (said ? findings.said : findings.lost).add(journal.name() + " " + one);
        }

        /** Where something later of the same origin comes: what is missing must be said before. */
        private int placeOfFirstAfter(Published one) {
            for (int place = 0; place < events.size(); place++) {
                if (events.get(place) instanceof Received received && one.origin().equals(received.origin()) && received.seq() > one.seq()) {
                    return place;
                }
            }
            return events.size();
        }

        private boolean isFalse(Signal signal) {
            return missing.stream().noneMatch(one -> signal.channels().contains(one.channel()) && one.sentAt() <= signal.at());
        }
    }
}
