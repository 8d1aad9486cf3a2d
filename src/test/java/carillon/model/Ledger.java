package carillon.model;

import carillon.channel.Channel;
import carillon.channel.Key;
import carillon.channel.Origin;
import carillon.channel.Stamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was acknowledged, and what each client received: all that the checker knows. */
final class Ledger {

    /**
     * A publication that the broker took.
     *
     * @param key its key, or null: of all that have the same one is owed
     */
    record Published(Origin origin, long sequence, Channel channel, long at, Key key) {

        Published(Origin origin, long sequence, Channel channel, long at) {
            this(origin, sequence, channel, at, null);
        }
    }

    /** What a client got. */
    sealed interface Event permits Connected, Received, Foreign, Gap {
        long at();
    }

    /**
     * A connection begins.
     *
     * @param at when the client heard it: what is published later is owed
     * @param saidAt when the node said it: what is told to be missing was published before
     * @param resumed whether the client handed in a cursor, which it got less than a window ago
     * @param late whether it handed in one that is older
     * @param newcomer whether the node was born after the cursor was made
     * @param refused the channels that were not recovered
     */
    record Connected(long at, long saidAt, boolean resumed, boolean late, boolean newcomer, Set<Channel> refused) implements Event {
        Connected(long at, long saidAt, boolean resumed, boolean late, Set<Channel> refused) {
            this(at, saidAt, resumed, late, false, refused);
        }
    }

    record Received(long at, Origin origin, long sequence, Channel channel, Key key) implements Event {

        Received(long at, Origin origin, long sequence, Channel channel) {
            this(at, origin, sequence, channel, null);
        }
    }

    record Foreign(long at, String id) implements Event {
    }

    /**
     * Something may be missing of all channels.
     *
     * @param at when the node said it
     */
    record Gap(long at) implements Event {
    }

    /**
     * One client.
     *
     * @param tells whether it says what it has seen when it comes back; otherwise it drops what it has seen itself
     */
    record Client(String name, Set<Channel> channels, boolean tells, List<Event> events) {
    }

    final List<Published> published = new ArrayList<>();
    /** When something with a key was sent first, acknowledged or not: nodes may have delivered that one. */
    final Map<Key, Long> firstSent = new HashMap<>();
    private final Set<Origin> dead = new HashSet<>();
    private int gone;

    /** As whom a node published before it took another origin. */
    private final Map<Origin, Origin> before = new HashMap<>();

    void died(Origin origin) {
        for (Origin one = origin; one != null; one = before.get(one)) {
            dead.add(one);
        }
    }

    void renewed(Origin old, Origin fresh) {
        before.put(fresh, old);
    }

    /**
     * Takes out what only nodes had heard that were killed: two faults at once, which nobody who is left can know of. The documentation says so.
     *
     * @param heard what the nodes that are left have heard
     */
    Ledger withoutGone(Set<Stamp> heard) {
        int before = published.size();
        published.removeIf(one -> dead.contains(one.origin()) && !heard.contains(new Stamp(one.origin(), one.sequence())));
        gone = before - published.size();
        return this;
    }

    int gone() {
        return gone;
    }

    final Map<String, Client> clients = new LinkedHashMap<>();
}
