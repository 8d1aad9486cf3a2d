package carillon.sequence;

import carillon.channel.Publication;
import carillon.config.Settings;
import carillon.config.Ticker;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets the publications of each origin through one after the other, each once; what comes too early waits, within bounds (the pattern of that name, Enterprise Integration Patterns).
 *
 * <p>Used by one thread, but for {@link #held()}.
 */
final class Resequencer {

    private final Ticker ticker;
    private final Hold hold;
    private final Tally tally;
    /** Those that were moved since {@link #queued()}. */
    private final List<Track> moved = new ArrayList<>();

    Resequencer(Settings settings, Ticker ticker, Tally tally) {
        this.ticker = ticker;
        this.hold = new Hold(settings);
        this.tally = tally;
    }

    /** A publication has come, whatever its turn is. */
    void take(Track track, long sequence, Publication publication, Outlet outlet) {
        if (track.has(sequence)) {
            tally.duplicate();
            return;
        }
        track.knows(sequence, ticker.nanos());
        while (sequence > track.position() + 1 && !hold.hasRoomFor(publication)) {
            declare(track, Math.min(track.holeEnd(), sequence - 1), outlet);
        }
        if (sequence > track.position() + 1) {
            track.hold(sequence, publication);
            hold.add(publication);
        } else {
            deliver(track, publication, outlet);
            release(track, outlet);
        }
    }

    /** All up to there that is missing is lost; the rest goes on. */
    void declare(Track track, long to, Outlet outlet) {
        Hole hole = new Hole(track.origin(), track.position() + 1, to);
        tally.lost(hole);
        outlet.lost(hole);
        advance(track, to);
        release(track, outlet);
    }

    /** All up to there is known already, without having come through here. */
    void skip(Track track, long to, Outlet outlet) {
        if (track.position() < to) {
            track.dropped(to).forEach(hold::remove);
            advance(track, to);
            release(track, outlet);
        }
    }

    private void deliver(Track track, Publication publication, Outlet outlet) {
        outlet.deliver(publication);
        advance(track, track.position() + 1);
    }

    private void release(Track track, Outlet outlet) {
        for (Publication next = track.released(); next != null; next = track.released()) {
            hold.remove(next);
            deliver(track, next, outlet);
        }
    }

    private void advance(Track track, long to) {
        track.advance(to, ticker.nanos());
        if (moved.isEmpty() || moved.get(moved.size() - 1) != track) {
            moved.add(track);
        }
    }

    /** All that went through has been queued for the clients. */
    void queued() {
        moved.forEach(Track::queue);
        moved.clear();
    }

    /** How many publications wait for others. Safe for any thread. */
    int held() {
        return hold.count();
    }
}
