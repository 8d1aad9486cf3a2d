package carillon.history;

import carillon.channel.Channel;
import carillon.channel.ForeignId;
import carillon.channel.Key;
import carillon.channel.Origin;
import carillon.channel.Payload;
import carillon.channel.Publication;
import carillon.channel.Stamp;
import carillon.config.Limit;
import carillon.config.Retention;
import carillon.config.Settings;
import carillon.config.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * What this node delivered of late, bounded by time and bytes, shared by all its connections.
 *
 * <p>One thread appends, in the order of delivery; any thread reads, beside others that read. One lock, held for the length of one call: no call walks more than what it gives
 * back, but for {@link #expire()}. However many read, who appends is next.
 */
@ApplicationScoped
public class History {

    /** Stands for all foreign programs, whose publications have no sequence but the time at which this node delivered them. */
    static final Origin FOREIGN = new Origin("----------------------");
    /** Of a publication that was delivered before, as another with the same key. */
    public static final long REPEATED = -1;
    /** Two nodes deliver the same foreign publication at other times; they differ by less than this part of the window (5 seconds of 120). */
    private static final int FOREIGN_OVERLAP = 24;

    /** More than a node delivers while it warms up: what it takes over has numbers above all that it gave before. */
    private static final long AHEAD = 1L << 40;
    private static final long MS = 1_000_000L;

    private final Ticker ticker;
    private final long windowNanos;
    private final int maxBytes;
    private final int maxFloors;
    /** Before all that is still remembered, here or by who warms this node up. */
    private final long startedAt;
    /** Not the monitor of this object: Weld's proxies have one too, and take it for each synchronized method. */
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    /** Guarded by the lock; so are all fields below. */
    private Log log = new Log();
    private Floors floors;
    /** How far each origin has come into the log, or was before this node heard of it. */
    private final Map<Origin, Long> tops = new HashMap<>();
    private final int maxKeys;
    private Keys keys;
    /** When the last foreign publication was delivered. */
    private long foreign;

    /** For the container's proxy only. */
    protected History() {
        this(Settings.of(Map.of()), () -> 0);
    }

    /** Makes an empty one. */
    @Inject
    public History(Settings settings, Ticker ticker) {
        this.ticker = ticker;
        this.windowNanos = settings.nanos(Limit.HISTORY_WINDOW_MS);
        this.startedAt = ticker.nanos() - (Retention.FLOORS + 1) * windowNanos;
        this.maxBytes = settings.get(Limit.HISTORY_MAX_BYTES);
        this.maxFloors = settings.get(Limit.HISTORY_FLOORS_MAX);
        this.floors = new Floors(maxFloors);
        this.maxKeys = settings.get(Limit.KEYS_MAX);
        this.keys = new Keys(maxKeys);
    }

    private History(History like) {
        this.ticker = like.ticker;
        this.windowNanos = like.windowNanos;
        this.startedAt = like.startedAt;
        this.maxBytes = like.maxBytes;
        this.maxFloors = like.maxFloors;
        this.floors = new Floors(maxFloors);
        this.log = new Log(like.log.end() + AHEAD);
        this.maxKeys = like.maxKeys;
        this.keys = new Keys(maxKeys);
    }

    private <T> T reading(Supplier<T> look) {
        lock.readLock().lock();
        try {
            return look.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    private <T> T writing(Supplier<T> change) {
        lock.writeLock().lock();
        try {
            return change.get();
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void writing(Runnable change) {
        lock.writeLock().lock();
        try {
            change.run();
        } finally {
            lock.writeLock().unlock();
        }
    }

    /**
     * What was published with a key.
     *
     * @param stamp what it was delivered as
     * @param same whether it said the same
     */
    public record Known(Stamp stamp, boolean same) {
    }

    /**
     * Takes in a publication that is about to be delivered; of one origin the sequences rise.
     *
     * @return its number in the order of this node's deliveries; {@link #REPEATED} if it is not to be delivered
     */
    public long append(Publication publication) {
        return writing(() -> append(publication, ticker.nanos()));
    }

    private long append(Publication publication, long at) {
        long number = publication.identity() instanceof Stamp stamp ? stamped(publication, stamp, at) : foreign(publication, at);
        while (log.bytes() > maxBytes) {
            evict();
        }
        return number;
    }

    private long stamped(Publication publication, Stamp stamp, long at) {
        tops.merge(stamp.origin(), stamp.sequence(), Math::max);
        boolean repeat = keys.isRepeat(publication, stamp, at);
        long number = log.append(publication, stamp.origin(), stamp.sequence(), repeat, at);
        return repeat ? REPEATED : number;
    }

    /** What was published on a channel with a key and delivered here of late; empty if nothing was. */
    public Optional<Known> known(Channel channel, Key key, Payload payload) {
        return reading(() -> Optional.ofNullable(keys.find(channel, key, payload)));
    }

    private long foreign(Publication publication, long at) {
        foreign = Math.max(foreign + 1, at - startedAt);
        return log.append(publication, FOREIGN, foreign, false, at);
    }

    private void evict() {
        Entry oldest = log.remove();
        if (!oldest.repeat()) { // what it repeats was let go before, and has raised its own floor
            floors.evicted(oldest.channel().name(), oldest.source().name(), oldest.sequence(), ticker.nanos());
        }
    }

    /** What an origin published up to this sequence is not known here, and never will be. */
    public void raise(Origin origin, long sequence) {
        writing(() -> {
            floors.raise(origin, sequence, ticker.nanos());
            tops.merge(origin, sequence, Math::max);
        });
    }

    /** An origin is silent for so long that no cursor that is still recovered could have missed anything of it. */
    public void close(Origin origin) {
        writing(() -> floors.drop(origin));
    }

    /** Nothing of an origin matters any more. */
    public void forget(Origin origin) {
        writing(() -> tops.remove(origin));
    }

    /** Lets go of what is older than the window, and than what is offered again of foreign publications to who was away for a whole one. To be called a few times a second. */
    public void expire() {
        writing(() -> {
            long now = ticker.nanos();
            while (log.first() < log.end() && now - log.at(log.first()).at() > windowNanos + windowNanos / FOREIGN_OVERLAP) {
                evict();
            }
            floors.expire(now - Retention.FLOORS * windowNanos);
            keys.expire(now - Retention.FLOORS * windowNanos);
        });
    }

    /** All that is remembered, oldest first: what another node warms up with. */
    public List<Kept> kept() {
        return reading(() -> {
            long now = ticker.nanos();
            List<Kept> kept = new ArrayList<>((int) size());
            for (long number = log.first(); number < log.end(); number++) {
                kept.add(new Kept(log.at(number).publication(), Math.max(0, (now - log.at(number).at()) / MS)));
            }
            return kept;
        });
    }

    /** All floors, to be told to another node. */
    public List<Mark> marks() {
        return reading(() -> {
            long now = ticker.nanos();
            return floors.marks(now).stream().map(mark -> mark.origin().equals(FOREIGN) ? mirrored(mark, now) : mark).toList();
        });
    }

    /** The times of foreign publications are this node's own: they travel as how long ago it was. */
    private Mark mirrored(Mark mark, long now) {
        return new Mark(mark.channel(), mark.origin(), Math.max(1, now - startedAt - mark.sequence()), mark.agoMs());
    }

    /** All idempotency keys, to be told to another node. */
    public List<Noted> noted() {
        return reading(() -> keys.noted(ticker.nanos()));
    }

    /** Takes in a key of another node; before its publications. */
    public void restore(Noted noted) {
        writing(() -> keys.restore(noted, ticker.nanos()));
    }

    /** An empty one with the same bounds, to be filled with what another node remembers, and then taken over. Used by one thread until then. */
    public History blank() {
        return reading(() -> new History(this));
    }

    /** Takes in what another node delivered; of one origin the sequences rise. */
    public void restore(Kept kept) {
        writing(() -> append(kept.publication(), ticker.nanos() - kept.agoMs() * MS));
    }

    /** Takes in a floor of another node. */
    public void restore(Mark mark) {
        writing(() -> {
            long now = ticker.nanos();
            floors.restore(mark.origin().equals(FOREIGN) ? mirrored(mark, now) : mark, now);
        });
    }

    /**
     * Puts what another node remembers in the place of what is here, except for what is newer here.
     *
     * @param restored filled with all of it; not used any more
     * @param reached how far the other node had heard each origin: up to there what it remembers holds, above it what is here
     */
    public void adopt(History restored, Map<Origin, Long> reached) {
        writing(() -> {
            restored.keys.addAll(keys);
            restored.addNewer(this, reached);
            log = restored.log;
            floors = restored.floors;
            keys = restored.keys;
            foreign = Math.max(foreign, restored.foreign);
            restored.tops.forEach((origin, top) -> tops.merge(origin, top, Math::max));
        });
    }

    private void addNewer(History here, Map<Origin, Long> reached) {
        Set<ForeignId> foreignThere = foreignIds();
        reached.forEach((origin, position) -> tops.merge(origin, position, Math::max));
        here.floors.newer(reached, floors);
        for (long number = here.log.first(); number < here.log.end(); number++) {
            Entry entry = here.log.at(number);
            boolean foreigner = entry.foreignId() != null;
            if (foreigner ? !foreignThere.contains(entry.foreignId()) : entry.sequence() > reached.getOrDefault(entry.source().name(), 0L)) {
                append(entry.publication(), entry.at());
            }
        }
    }

    /** The ids of all foreign publications that are remembered. */
    public Set<ForeignId> foreignIds() {
        return reading(() -> new Search(log).ids(FOREIGN));
    }

    /**
     * Begins to catch up.
     *
     * @param claim where the client ended; empty for one that only wants what comes
     * @param seen the last sequence of each origin that the client says that it has seen, with a cursor or without; it gets none of these again
     * @param channels what it follows
     */
    public Catchup open(Optional<Claim> claim, Map<Origin, Long> seen, Collection<Channel> channels) {
        return reading(() -> {
            Optional<Cursor> resolved = claim.map(known -> known.cursor().with(seen).with(Map.of(FOREIGN, foreignSeen(known.ageMs()))));
            Catchup catchup = new Catchup(this, log, resolved.map(Cursor::positions).orElse(seen), resolved.map(new Search(log)::firstMissed).orElse(log.end()));
            for (Channel channel : channels) {
                boolean complete = resolved.filter(known -> floors.allow(known, channel)).isPresent();
                catchup.follow(channel, complete ? log.first() : log.end(), complete);
            }
            return catchup;
        });
    }

    /** Up to when the foreign publications of this node were surely seen by who saw all up to an age ago elsewhere. */
    private long foreignSeen(long ageMs) {
        return ticker.nanos() - startedAt - ageMs * 1_000_000 - windowNanos / FOREIGN_OVERLAP;
    }

    /** What comes next for somebody who catches up; see {@link Catchup#next(int)}. */
    Catchup.Chunk read(Catchup catchup, int bytes) {
        return reading(() -> catchup.read(log, tops, keys, bytes));
    }

    /** The number that the next publication will have. */
    long end() {
        return reading(() -> log.end());
    }

    /**
     * Publications of an origin with consecutive sequences, for a node that lacks them.
     *
     * @param from the first that is wanted
     * @param to the last that is wanted
     * @param bytes how much is wanted at most; at least one is given
     * @return as many as there are in a row from the first that is there; empty if there is none
     */
    public List<Publication> range(Origin origin, long from, long to, int bytes) {
        return reading(() -> new Search(log).range(origin, from, to, bytes));
    }

    /**
     * The last publications of a channel, oldest first.
     *
     * @param count how many at most
     * @param bytes how much they may cost together; at least one is given
     */
    public List<Publication> last(Channel channel, int count, int bytes) {
        return reading(() -> new Search(log).last(channel, count, bytes));
    }

    /** How many publications there are. */
    public long size() {
        return reading(() -> log.end() - log.first());
    }

    /** What they cost together, in bytes. */
    public long bytes() {
        return reading(() -> log.bytes());
    }

    /** How many floors there are. */
    public int floors() {
        return reading(() -> floors.size());
    }
}
