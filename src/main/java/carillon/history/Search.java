package carillon.history;

import carillon.channel.Channel;
import carillon.channel.ForeignId;
import carillon.channel.Origin;
import carillon.channel.Publication;
import carillon.channel.Stamp;
import carillon.history.cursor.Cursor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is found in a {@link Log}. It changes nothing; while one looks, nobody may change it. */
final class Search {

    private final Log log;

    Search(Log log) {
        this.log = log;
    }

    /** The number of the first entry, of any channel, that a cursor has not seen; the end if there is none. */
    long firstMissed(Cursor cursor) {
        long start = log.end();
        for (Origin source : log.sources()) {
            EntryQueue entries = log.from(source);
            int missed = entries.firstFromSequence(cursor.at(source) + 1);
            start = missed == entries.size() ? start : Math.min(start, entries.get(missed).number());
        }
        return start;
    }

    /** The ids of all entries of a source of foreign publications. */
    Set<ForeignId> ids(Origin source) {
        Set<ForeignId> ids = new HashSet<>();
        EntryQueue entries = log.from(source);
        for (int i = 0; i < entries.size(); i++) {
            if (!entries.get(i).isGone()) {
                ids.add(entries.get(i).foreignId());
            }
        }
        return ids;
    }

    /** Publications of an origin with consecutive sequences: as many as there are in a row from the first that is wanted and there, at least one if there is one. */
    List<Publication> range(Origin origin, long from, long to, int bytes) {
        List<Publication> run = new ArrayList<>();
        EntryQueue entries = log.from(origin);
        int taken = 0;
        for (int i = entries.firstFromSequence(from); i < entries.size(); i++) {
            Entry entry = entries.get(i);
            if (entry.isGone()) {
                continue;
            }
            boolean broken = !run.isEmpty() && (taken + entry.cost() > bytes || entry.sequence() != ((Stamp) run.get(run.size() - 1).identity()).sequence() + 1);
            if (entry.sequence() > to || broken) {
                break;
            }
            run.add(entry.publication());
            taken += entry.cost();
        }
        return run;
    }

    /** The last publications of a channel, oldest first, of those of which clients are told; at least one if there is one. */
    List<Publication> last(Channel channel, int count, int bytes, long now) {
        EntryQueue entries = log.of(channel);
        List<Publication> last = new ArrayList<>();
        int left = bytes;
        for (int i = entries.size() - 1; i >= 0 && last.size() < count; i--) {
            Entry entry = entries.get(i);
            boolean told = entry.isTold(now);
            left -= told ? entry.cost() : 0;
            if (left < 0 && !last.isEmpty()) {
                break;
            }
            if (told) {
                last.add(0, entry.publication());
            }
        }
        return last;
    }
}
