package carillon.backplane;

import carillon.channel.Origin;
import carillon.sequence.News;
import java.util.List;
import java.util.Optional;

/**
 * "I am there, and so far have published up to this sequence."
 *
 * @param origin who says so
 * @param last the last sequence that it used; 0 if none
 * @param uptimeMs for how long it has been up, in milliseconds
 * @param news what it knows of the others: by that a lost tail is found also when its origin is gone; at most {@value #MAX_NEWS}
 * @param key the key by which it seals cursors, if the operator has not set one
 * @param coverMs how far back it remembers all, in milliseconds; 0 if it can't tell others of it
 * @param probe by which the cluster is examined; empty of a node of an older version
 * @param figures what it tells of itself; empty where that was told a moment ago, or by an older version
 * @param formerKeys further keys by which cursors were sealed that clients may still have; at most {@value #MAX_FORMER_KEYS}
 * @param retired origins as which this node published before and that it has given up; at most {@link Self#RETIRED_MAX}
 */
public record Beat(Origin origin, long last, long uptimeMs, List<News> news, Optional<String> key, long coverMs, Optional<Probe> probe, Optional<Figures> figures,
        List<String> formerKeys, List<Origin> retired) implements Envelope {

    /** How much news is told at most. */
    public static final int MAX_NEWS = 512;
    /** How many keys are told at most besides the one that is in use. */
    public static final int MAX_FORMER_KEYS = 64;

    /**
     * Makes a beat.
     *
     * @throws IllegalArgumentException if a number is below 0, or there is too much news or there are too many keys
     */
    public Beat {
        news = List.copyOf(news);
        if (news.size() > MAX_NEWS) {
            throw new IllegalArgumentException("There is too much news.");
        }
        formerKeys = List.copyOf(formerKeys);
        if (formerKeys.size() > MAX_FORMER_KEYS) {
            throw new IllegalArgumentException("There are too many keys.");
        }
        retired = List.copyOf(retired);
        if (retired.size() > Self.RETIRED_MAX) {
            throw new IllegalArgumentException("There are too many origins that were given up.");
        }
        new News(origin, last, coverMs, uptimeMs); // the same bounds
    }

    /** A beat without a probe. */
    public Beat(Origin origin, long last, long uptimeMs, List<News> news, Optional<String> key, long coverMs) {
        this(origin, last, uptimeMs, news, key, coverMs, Optional.empty(), Optional.empty(), List.of(), List.of());
    }

    /** The same with a probe. */
    public Beat with(Probe one) {
        return new Beat(origin, last, uptimeMs, news, key, coverMs, Optional.of(one), figures, formerKeys, retired);
    }

    /** The same with what the node tells of itself. */
    public Beat with(Figures some) {
        return new Beat(origin, last, uptimeMs, news, key, coverMs, probe, Optional.of(some), formerKeys, retired);
    }

    /** The same with the keys that were in use before. */
    public Beat with(List<String> keys) {
        return new Beat(origin, last, uptimeMs, news, key, coverMs, probe, figures, keys, retired);
    }

    /** The same with the origins that the node has given up. */
    public Beat withRetired(List<Origin> origins) {
        return new Beat(origin, last, uptimeMs, news, key, coverMs, probe, figures, formerKeys, origins);
    }

    /** The same without what was said with it. */
    public Beat bare() {
        return new Beat(origin, last, uptimeMs, List.of(), Optional.empty(), coverMs);
    }

    /** A beat of a node that can't tell others of the past. */
    public Beat(Origin origin, long last, long uptimeMs, List<News> news, Optional<String> key) {
        this(origin, last, uptimeMs, news, key, 0);
    }

    /** A beat without news. */
    public Beat(Origin origin, long last) {
        this(origin, last, 0, List.of(), Optional.empty());
    }
}
