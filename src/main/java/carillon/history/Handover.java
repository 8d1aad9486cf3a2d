package carillon.history;

import carillon.channel.ForeignId;
import carillon.channel.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a past tells another node, and takes over from one. It keeps nothing itself, and is as safe as the past is. */
final class Handover {

    private static final long MS = 1_000_000L;

    private final Past past;

    Handover(Past past) {
        this.past = past;
    }

    /** All publications, oldest first. */
    List<Kept> kept(long now) {
        List<Kept> kept = new ArrayList<>(past.log().size());
        for (Entry entry : entries(past.log())) {
            kept.add(new Kept(entry.publication(), Math.max(0, (now - entry.at()) / MS)));
        }
        return kept;
    }

    private static List<Entry> entries(Log log) {
        List<Entry> entries = new ArrayList<>(log.size());
        for (int i = 0; i < log.all().size(); i++) {
            if (!log.all().get(i).isGone()) {
                entries.add(log.all().get(i));
            }
        }
        return entries;
    }

    /** All floors. */
    List<Mark> marks(long now) {
        return past.floors().marks(now).stream().map(mark -> past.foreign().mirrored(mark, now)).toList();
    }

    /** Takes in a publication. */
    void restore(Kept kept, long now) {
        past.append(kept.publication(), now - kept.agoMs() * MS);
    }

    /** Takes in a floor. */
    void restore(Mark mark, long now) {
        past.floors().restore(past.foreign().mirrored(mark, now), now);
    }

    /**
     * Adds all that another past has beyond this one.
     *
     * @param reached how far this one had heard each origin: up to there what it has holds, above it what the other has
     */
    void add(Past other, Map<Origin, Long> reached) {
        past.keys().addAll(other.keys());
        addNewer(other, reached);
        past.foreign().follow(other.foreign());
        other.tops().forEach(past::top);
    }

    private void addNewer(Past other, Map<Origin, Long> reached) {
        Set<ForeignId> foreign = past.foreignIds();
        reached.forEach(past::top);
        other.floors().newer(reached, past.floors());
        for (Entry entry : entries(other.log())) {
            if (isNewer(entry, foreign, reached)) {
                past.append(entry.publication(), entry.at());
            }
        }
    }

    private static boolean isNewer(Entry entry, Set<ForeignId> foreign, Map<Origin, Long> reached) {
        return entry.foreignId() != null ? !foreign.contains(entry.foreignId()) : entry.sequence() > reached.getOrDefault(entry.source().name(), 0L);
    }
}
