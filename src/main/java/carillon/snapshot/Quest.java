package carillon.snapshot;

import carillon.channel.Origin;
import carillon.config.Limit;
import carillon.config.Settings;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A fresh node's search for what another remembers: whom it asks, for what, and when it gives up. Used by one thread at a time; times are nanoseconds of one
 * ticker.
 */
public final class Quest {

    /** How it ended, or that it has not. */
    public enum State { WAITING, ASKING, DONE, NOBODY, FAILED }

    /**
     * What to ask for.
     *
     * @param peer whom
     * @param number which attempt it is
     * @param from the first piece that is wanted
     */
    public record Want(Origin peer, long number, int from) {
    }

    private record Offer(long coverMs, long at) {
    }

    /** So many pieces come for one request. */
    public static final int AT_ONCE = 8;
    private static final int MAX_OFFERS = 1_024;
    private static final int TRIES = 2;
    private static final long SILENCE_NANOS = 1_000_000_000L;

    private final Origin self;
    private final long timeoutNanos;
    private final long offerNanos;
    private final Supplier<Draft> drafts;
    private final Map<Origin, Offer> offers = new HashMap<>();
    private final Set<Origin> failed = new HashSet<>();
    private State state = State.WAITING;
    private Origin peer;
    private Draft draft;
    private long number;
    private int next;
    private int tries;
    private long askedAt;
    private long beganAt;
    private boolean more;

    /**
     * Makes one that has not begun.
     *
     * @param drafts makes an empty draft
     */
    public Quest(Origin self, Settings settings, Supplier<Draft> drafts) {
        this.self = self;
        this.number = firstNumber(self);
        this.drafts = drafts;
        this.timeoutNanos = settings.nanos(Limit.WARMUP_TIMEOUT_MS);
        this.offerNanos = settings.nanos(Limit.HEARTBEAT_TIMEOUT_MS);
    }

    /** Another for each node: the answer to one is no answer to another, though somebody sends it there. */
    private static long firstNumber(Origin self) {
        long number = 0;
        for (int i = 0; i < self.id().length(); i++) {
            number = 31 * 31 * 31 * number + self.id().charAt(i);
        }
        return number & (1L << 60) - 1;
    }

    /** A node says how far back it remembers; 0 if it has nothing to give. */
    public void offered(Origin origin, long coverMs, long now) {
        if (coverMs <= 0) {
            offers.remove(origin);
        } else if (!origin.equals(self) && (offers.size() < MAX_OFFERS || offers.containsKey(origin))) {
            offers.put(origin, new Offer(coverMs, now));
        }
    }

    /** Whether a node was heard of late that has something to give. */
    public boolean hasOffers(long now) {
        return offers.values().stream().anyMatch(offer -> now - offer.at() <= offerNanos);
    }

    /** Begins anew, whatever was before. */
    public void begin() {
        state = State.WAITING;
        failed.clear();
        leave();
    }

    /**
     * What is to be asked now, if anything. To be called many times a second, once this node hears what is said.
     *
     * @param allHeard whether whoever is there has been heard by now
     */
    public Optional<Want> step(boolean allHeard, long now) {
        if (isOver()) {
            return Optional.empty();
        }
        if (state == State.WAITING) {
            state = State.ASKING;
            beganAt = now;
        }
        if (now - beganAt >= timeoutNanos) {
            return end(State.FAILED);
        }
        if (peer != null && !more && now - askedAt >= SILENCE_NANOS) {
            silent();
        }
        if (peer == null && !choose(now)) {
            return allHeard ? end(failed.isEmpty() ? State.NOBODY : State.FAILED) : Optional.empty();
        }
        return ask(now);
    }

    private Optional<Want> ask(long now) {
        if (!more) {
            return Optional.empty();
        }
        more = false;
        askedAt = now;
        return Optional.of(new Want(peer, number, next));
    }

    private void silent() {
        if (++tries >= TRIES) {
            refuse();
        } else {
            more = true;
        }
    }

    /** The one that remembers most; of several, another for each node that asks. */
    private boolean choose(long now) {
        Optional<Map.Entry<Origin, Offer>> best = offers.entrySet().stream()
                .filter(offer -> now - offer.getValue().at() <= offerNanos && !failed.contains(offer.getKey()))
                .max(Comparator.<Map.Entry<Origin, Offer>>comparingLong(offer -> offer.getValue().coverMs())
                        .thenComparing(offer -> (offer.getKey().id() + self.id()).hashCode()).thenComparing(Map.Entry::getKey));
        best.ifPresent(offer -> {
            peer = offer.getKey();
            draft = drafts.get();
            number++;
            next = 0;
            tries = 0;
            more = true;
        });
        return best.isPresent();
    }

    /**
     * A piece has come.
     *
     * @return the draft, if it is the last one
     */
    public Optional<Draft> came(Origin from, long ofNumber, int index, boolean last, Piece piece, long now) {
        if (state != State.ASKING || !from.equals(peer) || ofNumber != number || index != next) {
            return Optional.empty();
        }
        try {
            draft.add(piece);
        } catch (IllegalArgumentException forged) {
            refuse();
            throw forged;
        }
        next++;
        tries = 0;
        askedAt = now;
        more = !last && next % AT_ONCE == 0;
        return last ? Optional.of(finish()) : Optional.empty();
    }

    private Draft finish() {
        Draft done = draft;
        end(State.DONE);
        return done;
    }

    private void refuse() {
        failed.add(peer);
        leave();
    }

    private void leave() {
        peer = null;
        draft = null;
        more = false;
    }

    private Optional<Want> end(State how) {
        state = how;
        leave();
        return Optional.empty();
    }

    /** How it stands. */
    public State state() {
        return state;
    }

    /** Whether it has ended, well or not. */
    public boolean isOver() {
        return state != State.WAITING && state != State.ASKING;
    }

    /** How far back the node remembered that was asked last, in milliseconds; 0 if none is known. */
    public long coverMs(Origin origin) {
        Offer offer = offers.get(origin);
        return offer == null ? 0 : offer.coverMs();
    }
}
