package carillon.model;

import carillon.channel.Channel;
import carillon.channel.Key;
import carillon.channel.Origin;
import carillon.model.Ledger.Client;
import carillon.model.Ledger.Connected;
import carillon.model.Ledger.Event;
import carillon.model.Ledger.Foreign;
import carillon.model.Ledger.Gap;
import carillon.model.Ledger.Published;
import carillon.model.Ledger.Received;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Decides whether what a client received is what was promised, given what was acknowledged. It knows nothing else. */
final class Checker {

    /** Keys are known for three windows, of 3 s at the least; less what may be under way. */
    private static final long KEYS_MS = 7_500;

    /** What is wrong, and what is not wrong but counted. */
    static final class Findings {
        final List<String> doubled = new ArrayList<>();
        final List<String> reordered = new ArrayList<>();
        final List<String> silent = new ArrayList<>();
        int owed;
        int lost;
        int signals;
        int falseAlarms;
        int resumes;
        int late;
        int falseRefusals;
        int atNewcomers;
        int refusedThere;

        boolean isClean() {
            return doubled.isEmpty() && reordered.isEmpty() && silent.isEmpty();
        }

        @Override
        public String toString() {
            return "doubled " + doubled + ", reordered " + reordered + ", silently lost " + silent + ", lost " + lost + " of " + owed;
        }
    }

    private final Findings findings = new Findings();
    private final Map<Origin, List<Published>> byOrigin;
    /** When what has a key was published first: a repetition is owed to nobody to whom the first was not. */
    private final Map<Key, Long> firstAt = new HashMap<>();

    private Checker(Ledger ledger) {
        firstAt.putAll(ledger.firstSent);
        ledger.published.stream().filter(one -> one.key() != null).forEach(one -> firstAt.merge(one.key(), one.at(), Math::min));
        byOrigin = ledger.published.stream().sorted(Comparator.comparingLong(Published::sequence)).collect(Collectors.groupingBy(Published::origin));
    }

    private long at(Published one) {
        return one.key() == null ? one.at() : firstAt.getOrDefault(one.key(), one.at());
    }

    static Findings check(Ledger ledger) {
        Checker checker = new Checker(ledger);
        ledger.clients.values().forEach(client -> checker.new Reading(client).read());
        return checker.findings;
    }

    /** One client's record, read from its beginning to its end. */
    private final class Reading {

        private final Client client;
        /** How far the application has seen each origin. */
        private final Map<Origin, Long> seen = new HashMap<>();
        /** How far this connection has seen each origin, and which foreign ones. */
        private final Map<Origin, Long> here = new HashMap<>();
        private final Set<String> foreignHere = new HashSet<>();
        /** When what was published with a key was heard on this connection, and which keys were heard at all. */
        private final Map<Key, Long> keysHere = new HashMap<>();
        private final Set<Key> keys = new HashSet<>();
        /** When it was last said of a channel that something may be missing. */
        private final Map<Channel, Long> saidAt = new HashMap<>();
        /** What never came: whether a signal was for something is known at the end only. */
        private final List<Published> missing = new ArrayList<>();
        private long since = -1;

        Reading(Client client) {
            this.client = client;
        }

        void read() {
            client.events().stream().filter(Received.class::isInstance).map(event -> ((Received) event).key()).filter(Objects::nonNull).forEach(keys::add);
            for (Event event : client.events()) {
                if (event instanceof Connected connected) {
                    connected(connected);
                } else if (event instanceof Received received) {
                    received(received);
                } else if (event instanceof Gap gap) {
                    client.channels().forEach(channel -> saidAt.put(channel, gap.at()));
                } else if (!foreignHere.add(((Foreign) event).id())) {
                    findings.doubled.add(client.name() + " " + event);
                }
            }
            byOrigin.keySet().forEach(origin -> upTo(origin, Long.MAX_VALUE));
            countAlarms();
        }

        private void connected(Connected connected) {
            findings.late += connected.late() ? 1 : 0;
            since = since < 0 ? connected.at() : since;
            here.clear();
            keysHere.clear();
            foreignHere.clear();
            connected.refused().forEach(channel -> saidAt.put(channel, connected.saidAt()));
        }

        private void received(Received received) {
            Origin origin = received.origin();
            long before = seen.getOrDefault(origin, 0L);
            long beforeHere = here.getOrDefault(origin, 0L);
            if (received.sequence() == beforeHere || client.tells() && received.sequence() == before) {
                findings.doubled.add(client.name() + " " + received);
            } else if (received.sequence() < beforeHere || client.tells() && received.sequence() < before) {
                findings.reordered.add(client.name() + " " + received);
            }
            Long sameKey = received.key() == null ? null : keysHere.put(received.key(), received.at());
            if (sameKey != null && received.at() - sameKey < KEYS_MS) {
                findings.doubled.add(client.name() + " by its key " + received);
            }
            here.put(origin, received.sequence());
            if (received.sequence() > before) {
                upTo(origin, received.sequence());
                seen.put(origin, received.sequence());
            }
        }

        /** All of an origin between what was seen and this one should have come before it. */
        private void upTo(Origin origin, long end) {
            for (Published one : byOrigin.getOrDefault(origin, List.of())) {
                boolean owed = client.channels().contains(one.channel()) && at(one) > since && since >= 0;
                if (owed && one.sequence() > seen.getOrDefault(origin, 0L) && one.sequence() < end) {
                    missing(one);
                }
                findings.owed += owed && one.sequence() == end ? 1 : 0;
            }
        }

        private void missing(Published one) {
            if (one.key() != null && keys.contains(one.key())) {
                return; // it came as the other
            }
            missing.add(one);
            findings.lost++;
            findings.owed++;
            if (saidAt.getOrDefault(one.channel(), -1L) < at(one)) {
                findings.silent.add(client.name() + " " + one);
            }
        }

        /** A signal is a false alarm if nothing is missing that was published before it and after the one before it. */
        private void countAlarms() {
            for (Event event : client.events()) {
                if (event instanceof Gap gap) {
                    findings.signals++;
                    findings.falseAlarms += missing.stream().noneMatch(one -> one.at() <= gap.at()) ? 1 : 0;
                } else if (event instanceof Connected connected && connected.resumed()) {
                    findings.resumes++;
                    boolean inVain = !connected.refused().isEmpty() && missing.stream().noneMatch(
                            one -> one.at() <= connected.at() && connected.refused().contains(one.channel()));
                    findings.falseRefusals += inVain ? 1 : 0;
                    findings.atNewcomers += connected.newcomer() ? 1 : 0;
                    findings.refusedThere += connected.newcomer() && !connected.refused().isEmpty() ? 1 : 0;
                }
            }
        }
    }
}
