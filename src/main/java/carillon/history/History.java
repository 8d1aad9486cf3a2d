package carillon.history;

import carillon.channel.Channel;
import carillon.channel.ForeignId;
import carillon.channel.Origin;
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

/**
 * What this node delivered of late, bounded by time and bytes, shared by all its connections.
 *
 * <p>One thread appends, in the order of delivery; any thread reads. One lock, held for the length of one call: no call walks more than what it gives
 * back, but for {@link #expire()}.
 */
@ApplicationScoped
public class History {

    /** Stands for all foreign programs, which have no sequence but the order in which this node heard them. */
    static final Origin FOREIGN = new Origin("----------------------");
    /** Two nodes hear the messages of two foreign programs in another order; they differ by less than this. */
    static final long FOREIGN_OVERLAP_NANOS = 5_000_000_000L;

    private final Ticker ticker;
    private final long windowNanos;
    private final int maxBytes;
    /** Guarded by this; so are all fields below. */
    private final Log log = new Log();
    private final Floors floors;
    /** How far each origin has come into the log, or was before this node heard of it. */
    private final Map<Origin, Long> tops = new HashMap<>();
    /** What the foreign publications of the log are known by, oldest first. */
    private final LongQueue anchors = new LongQueue();
    private long foreign;
    private long lastAnchor;

    /** For the container's proxy only. */
    protected History() {
        this(Settings.of(Map.of()), null);
    }

    /** Makes an empty one. */
    @Inject
    public History(Settings settings, Ticker ticker) {
        this.ticker = ticker;
        this.windowNanos = settings.nanos(Limit.HISTORY_WINDOW_MS);
        this.maxBytes = settings.get(Limit.HISTORY_MAX_BYTES);
        this.floors = new Floors(settings.get(Limit.HISTORY_FLOORS_MAX));
    }

    /**
     * Takes in a publication that is about to be delivered; of one origin the sequences rise.
     *
     * @return its number in the order of this node's deliveries
     */
    public synchronized long append(Publication publication) {
        long number = publication.identity() instanceof Stamp stamp ? stamped(publication, stamp) : foreign(publication);
        while (log.bytes() > maxBytes) {
            evict();
        }
        return number;
    }

    private long stamped(Publication publication, Stamp stamp) {
        tops.put(stamp.origin(), stamp.sequence());
        return log.append(publication, stamp.origin(), stamp.sequence(), ticker.nanos());
    }

    private long foreign(Publication publication) {
        lastAnchor = Cursor.anchor(((ForeignId) publication.identity()).messageId());
        anchors.add(lastAnchor);
        return log.append(publication, FOREIGN, ++foreign, ticker.nanos());
    }

    private void evict() {
        Entry oldest = log.remove();
        if (oldest.foreignId() != null) {
            anchors.remove();
        }
        floors.evicted(oldest.channel().name(), oldest.source().name(), oldest.sequence(), ticker.nanos());
    }

    /** What an origin published up to this sequence is not known here, and never will be. */
    public synchronized void raise(Origin origin, long sequence) {
        floors.raise(origin, sequence, ticker.nanos());
        tops.merge(origin, sequence, Math::max);
    }

    /** An origin is gone for so long that no cursor that is still recovered could have missed anything of it. */
    public synchronized void forget(Origin origin) {
        tops.remove(origin);
    }

    /** Lets go of what is older than the window. To be called a few times a second. */
    public synchronized void expire() {
        long now = ticker.nanos();
        while (log.first() < log.end() && now - log.at(log.first()).at() > windowNanos) {
            evict();
        }
        floors.expire(now - Retention.FLOORS * windowNanos);
    }

    /**
     * Begins to catch up.
     *
     * @param cursor where the client ended; empty for one that only wants what comes
     * @param seen the last sequence of each origin that the client says that it has seen, with a cursor or without; it gets none of these again
     * @param channels what it follows
     */
    public synchronized Catchup open(Optional<Cursor> cursor, Map<Origin, Long> seen, Collection<Channel> channels) {
        Optional<Cursor> resolved = cursor.map(known -> known.with(seen).with(Map.of(FOREIGN, foreignSeen(known.anchor()))));
        Catchup catchup = new Catchup(this, resolved.map(Cursor::positions).orElse(seen), resolved.map(this::start).orElse(log.end()));
        for (Channel channel : channels) {
            boolean complete = resolved.filter(known -> floors.allow(known, channel)).isPresent();
            catchup.follow(channel, complete ? log.first() : log.end(), complete);
        }
        return catchup;
    }

    /** The number of the first entry, of any channel, that a cursor has not seen; the end if there is none. */
    private long start(Cursor cursor) {
        long start = log.end();
        for (Origin source : log.sources()) {
            LongQueue numbers = log.from(source);
            int missed = log.firstFrom(numbers, cursor.at(source) + 1);
            start = missed == numbers.size() ? start : Math.min(start, numbers.get(missed));
        }
        return start;
    }

    /** How many foreign publications, as counted here, somebody has surely seen who last saw that one. */
    private long foreignSeen(long anchor) {
        LongQueue numbers = log.from(FOREIGN);
        for (int i = anchors.size() - 1; i >= 0; i--) {
            if (anchors.get(i) == anchor) {
                return foreignBefore(numbers, log.at(numbers.get(i)).at() - FOREIGN_OVERLAP_NANOS);
            }
        }
        return 0;
    }

    private long foreignBefore(LongQueue numbers, long time) {
        int i = 0;
        while (log.at(numbers.get(i)).at() - time < 0) {
            i++;
        }
        return log.at(numbers.get(i)).sequence() - 1;
    }

    /** What comes next for somebody who catches up; see {@link Catchup#next(int)}. */
    synchronized Catchup.Chunk read(Catchup catchup, int bytes) {
        return catchup.read(log, tops, bytes);
    }

    /** The number that the next publication will have. */
    synchronized long end() {
        return log.end();
    }

    /**
     * Publications of an origin with consecutive sequences, for a node that lacks them.
     *
     * @param from the first that is wanted
     * @param to the last that is wanted
     * @param bytes how much is wanted at most; at least one is given
     * @return as many as there are in a row from the first that is there; empty if there is none
     */
    public synchronized List<Publication> range(Origin origin, long from, long to, int bytes) {
        List<Publication> run = new ArrayList<>();
        LongQueue numbers = log.from(origin);
        int taken = 0;
        for (int i = log.firstFrom(numbers, from); i < numbers.size(); i++) {
            Entry entry = log.at(numbers.get(i));
            boolean broken = !run.isEmpty() && (taken + entry.cost() > bytes || entry.sequence() != ((Stamp) run.get(run.size() - 1).identity()).sequence() + 1);
            if (entry.sequence() > to || broken) {
                break;
            }
            run.add(entry.publication());
            taken += entry.cost();
        }
        return run;
    }

    /**
     * The last publications of a channel, oldest first.
     *
     * @param count how many at most
     * @param bytes how much they may cost together; at least one is given
     */
    public synchronized List<Publication> last(Channel channel, int count, int bytes) {
        LongQueue numbers = log.of(channel);
        List<Publication> last = new ArrayList<>();
        int left = bytes;
        for (int i = numbers.size() - 1; i >= 0 && last.size() < count; i--) {
            Entry entry = log.at(numbers.get(i));
            left -= entry.cost();
            if (left < 0 && !last.isEmpty()) {
                break;
            }
            last.add(0, entry.publication());
        }
        return last;
    }

    /** What the last foreign publication is known by; 0 if there was none. */
    public synchronized long anchor() {
        return lastAnchor;
    }

    /** How many publications there are. */
    public synchronized long size() {
        return log.end() - log.first();
    }

    /** What they cost together, in bytes. */
    public synchronized long bytes() {
        return log.bytes();
    }

    /** How many floors there are. */
    public synchronized int floors() {
        return floors.size();
    }
}
