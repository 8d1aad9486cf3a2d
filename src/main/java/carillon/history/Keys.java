package carillon.history;

import carillon.channel.Channel;
import carillon.channel.Key;
import carillon.channel.Origin;
import carillon.channel.Payload;
import carillon.channel.Publication;
import carillon.channel.Stamp;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The idempotency keys of late, of each channel for itself: a publication that was made twice, perhaps through two nodes, is delivered once. Bounded by number and
 * time; of too many those go first that are beyond the share of their publishers. Not safe for use by several threads.
 */
final class Keys {

    /** How many repetitions of one publication are remembered; who repeats it more often has long been told. */
    private static final int REPEATS_MAX = Noted.REPEATS_MAX;
    private static final long MS = 1_000_000L;

    private final int max;
    private final Map<Named, Entry> entries = new LinkedHashMap<>();
    /** Those of the entries that are beyond the share of who published them; oldest first, like the entries. */
    private final Set<Named> spare = new LinkedHashSet<>();

    private record Named(Channel channel, Key key) {
    }

    private record Entry(Stamp stamp, long print, long at, List<Stamp> repeats) {
    }

    Keys(int max) {
        this.max = max;
    }

    /**
     * Takes in a publication that is about to be delivered.
     *
     * @return whether it was delivered before, as another: then it is not to be delivered
     */
    boolean isRepeat(Publication publication, Stamp stamp, long now) {
        if (publication.key().isEmpty()) {
            return false;
        }
        Named named = new Named(publication.channel(), publication.key().get());
        Entry first = entries.putIfAbsent(named, new Entry(stamp, print(publication.payload()), now, new ArrayList<>(0)));
        if (first == null && publication.spare()) {
            spare.add(named);
        }
        trim();
        if (first == null || first.stamp().equals(stamp) || first.print() != print(publication.payload())) {
            return false; // the first, perhaps as another node has told of it; or a key that was used for two publications, which are not the same for that
        }
        if (first.repeats().size() < REPEATS_MAX && !first.repeats().contains(stamp)) {
            first.repeats().add(stamp);
        }
        return true;
    }

    private void trim() {
        while (entries.size() > max) {
            Named eldest = (spare.isEmpty() ? entries.keySet() : spare).iterator().next();
            entries.remove(eldest);
            spare.remove(eldest);
        }
    }

    /** Whether somebody who has seen so much has seen a repetition of a publication with this key. */
    boolean isSeen(Channel channel, Key key, Map<Origin, Long> seen) {
        Entry entry = entries.get(new Named(channel, key));
        return entry != null && entry.repeats().stream().anyMatch(stamp -> stamp.sequence() <= seen.getOrDefault(stamp.origin(), 0L));
    }

    /** What was published with a key; null if nothing was of late. */
    History.Known find(Channel channel, Key key, Payload payload) {
        Entry entry = entries.get(new Named(channel, key));
        return entry == null ? null : new History.Known(entry.stamp(), entry.print() == print(payload));
    }

    /** All of them, oldest first. */
    List<Noted> noted(long now) {
        List<Noted> noted = new ArrayList<>(entries.size());
        entries.forEach((named, entry) -> noted.add(
                new Noted(named.channel(), named.key(), entry.stamp(), entry.print(), Math.max(0, (now - entry.at()) / MS), entry.repeats())));
        return noted;
    }

    /** Takes over one of another node; before the publications. */
    void restore(Noted noted, long now) {
        entries.putIfAbsent(new Named(noted.channel(), noted.key()), new Entry(noted.stamp(), noted.print(), now - noted.agoMs() * MS, new ArrayList<>(noted.repeats())));
        trim();
    }

    /** Takes over those of another that are not known here. */
    void addAll(Keys others) {
        others.entries.forEach((named, entry) -> {
            if (entries.putIfAbsent(named, entry) == null && others.spare.contains(named)) {
                spare.add(named);
            }
        });
        trim();
    }

    /** Forgets what was taken in before a time. */
    void expire(long before) {
        Iterator<Map.Entry<Named, Entry>> oldest = entries.entrySet().iterator();
        for (Map.Entry<Named, Entry> next; oldest.hasNext() && (next = oldest.next()).getValue().at() - before < 0; ) {
            spare.remove(next.getKey());
            oldest.remove();
        }
    }

    int size() {
        return entries.size();
    }

    /** Two payloads that differ by chance have the same one time in four thousand million, if they are of one length. */
    private static long print(Payload payload) {
        return ((long) payload.bytes() << 32 | payload.hashCode() & 0xffffffffL) * (payload.json() ? 1 : -1);
    }
}
