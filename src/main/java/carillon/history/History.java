package carillon.history;

import carillon.channel.Channel;
import carillon.channel.ForeignId;
import carillon.channel.Key;
import carillon.channel.Origin;
import carillon.channel.Payload;
import carillon.channel.Publication;
import carillon.channel.Stamp;
import carillon.config.Settings;
import carillon.config.Ticker;
import carillon.history.cursor.Claim;
import carillon.history.cursor.Cursor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What this node delivered of late, bounded by time and bytes, shared by all its connections.
 *
 * <p>One thread appends, in the order of delivery; any thread reads, beside others that read. One lock, held for the length of one call: no call walks more than what it gives
 * back, but for {@link #expire()}. However many read, who appends is next.
 */
@ApplicationScoped
public class History {

    /** Of a publication that was delivered before, as another with the same key. */
    public static final long REPEATED = -1;

    private final Ticker ticker;
    private final Guard guard = new Guard();
    /** Guarded, as all in it is. */
    private Past past;

    /** For the container's proxy only. */
    protected History() {
        this(Settings.of(Map.of()), () -> 0);
    }

    /** Makes an empty one. */
    @Inject
    public History(Settings settings, Ticker ticker) {
        this(ticker, new Past(Bounds.of(settings), ticker));
    }

    private History(Ticker ticker, Past past) {
        this.ticker = ticker;
        this.past = past;
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
        return guard.writing(() -> past.append(publication, ticker.nanos()));
    }

    /** What was published on a channel with a key and delivered here of late; empty if nothing was. */
    public Optional<Known> known(Channel channel, Key key, Payload payload) {
        return guard.reading(() -> Optional.ofNullable(past.keys().find(channel, key, payload)));
    }

    /** What an origin published up to this sequence is not known here, and never will be. */
    public void raise(Origin origin, long sequence) {
        guard.writing(() -> past.raise(origin, sequence));
    }

    /** An origin is silent for so long that no cursor that is still recovered could have missed anything of it. */
    public void close(Origin origin) {
        guard.writing(() -> past.floors().drop(origin));
    }

    /** Nothing of an origin matters any more. */
    public void forget(Origin origin) {
        guard.writing(() -> past.tops().remove(origin));
    }

    /** Lets go of what is older than the window, and than what is offered again of foreign publications to who was away for a whole one. To be called a few times a second. */
    public void expire() {
        guard.writing(() -> past.expire());
    }

    /** All that is remembered, oldest first: what another node warms up with. */
    public List<Kept> kept() {
        return guard.reading(() -> new Handover(past).kept(ticker.nanos()));
    }

    /** All floors, to be told to another node. */
    public List<Mark> marks() {
        return guard.reading(() -> new Handover(past).marks(ticker.nanos()));
    }

    /** All idempotency keys, to be told to another node. */
    public List<Noted> noted() {
        return guard.reading(() -> past.keys().noted(ticker.nanos()));
    }

    /** An empty one with the same bounds, to be filled with what another node remembers, and then taken over. Used by one thread until then. */
    public History blank() {
        return guard.reading(() -> new History(ticker, past.blank()));
    }

    /** Takes in a key of another node; before its publications. */
    public void restore(Noted noted) {
        guard.writing(() -> past.keys().restore(noted, ticker.nanos()));
    }

    /** Takes in what another node delivered; of one origin the sequences rise. */
    public void restore(Kept kept) {
        guard.writing(() -> new Handover(past).restore(kept, ticker.nanos()));
    }

    /** Takes in a floor of another node. */
    public void restore(Mark mark) {
        guard.writing(() -> new Handover(past).restore(mark, ticker.nanos()));
    }

    /**
     * Puts what another node remembers in the place of what is here, except for what is newer here.
     *
     * @param restored filled with all of it; not used any more
     * @param reached how far the other node had heard each origin: up to there what it remembers holds, above it what is here
     */
    public void adopt(History restored, Map<Origin, Long> reached) {
        guard.writing(() -> {
            new Handover(restored.past).add(past, reached);
            past = restored.past;
        });
    }

    /** The ids of all foreign publications that are remembered. */
    public Set<ForeignId> foreignIds() {
        return guard.reading(() -> past.foreignIds());
    }

    /**
     * Begins to catch up.
     *
     * @param claim where the client ended; empty for one that only wants what comes
     * @param seen the last sequence of each origin that the client says that it has seen, with a cursor or without; it gets none of these again
     * @param channels what it follows
     */
    public Catchup open(Optional<Claim> claim, Map<Origin, Long> seen, Collection<Channel> channels) {
        return guard.reading(() -> {
            Log log = past.log();
            Optional<Cursor> resolved = claim.map(known -> known.cursor().with(seen).with(Map.of(ForeignClock.FOREIGN, past.foreign().seen(known.ageMs()))));
            Catchup catchup = new Catchup(this, log, resolved.map(Cursor::positions).orElse(seen), resolved.map(new Search(log)::firstMissed).orElse(log.end()));
            for (Channel channel : channels) {
                boolean complete = resolved.filter(known -> past.floors().allow(known, channel)).isPresent();
                catchup.follow(channel, complete ? log.letGoUpTo(channel) + 1 : log.end(), complete);
            }
            return catchup;
        });
    }

    /** What comes next for somebody who catches up; see {@link Catchup#next(int)}. */
    Catchup.Chunk read(Catchup catchup, int bytes) {
        return guard.reading(() -> catchup.read(past.log(), past.tops(), past.keys(), bytes, ticker.nanos()));
    }

    /** The number that the next publication will have. */
    long end() {
        return guard.reading(() -> past.log().end());
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
        return guard.reading(() -> new Search(past.log()).range(origin, from, to, bytes));
    }

    /**
     * The last publications of a channel, oldest first.
     *
     * @param count how many at most
     * @param bytes how much they may cost together; at least one is given
     */
    public List<Publication> last(Channel channel, int count, int bytes) {
        return guard.reading(() -> new Search(past.log()).last(channel, count, bytes, ticker.nanos()));
    }

    /** How many publications there are. */
    public long size() {
        return guard.reading(() -> (long) past.log().size());
    }

    /** What they cost together, in bytes. */
    public long bytes() {
        return guard.reading(() -> past.log().bytes());
    }

    /** How many floors there are. */
    public int floors() {
        return guard.reading(() -> past.floors().size());
    }
}
