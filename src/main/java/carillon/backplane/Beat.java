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
 */
public record Beat(Origin origin, long last, long uptimeMs, List<News> news, Optional<String> key) implements Envelope {

    /** How much news is told at most. */
    public static final int MAX_NEWS = 512;

    /**
     * Makes a beat.
     *
     * @throws IllegalArgumentException if a number is below 0, or there is too much news
     */
    public Beat {
        news = List.copyOf(news);
        if (news.size() > MAX_NEWS) {
            throw new IllegalArgumentException("There is too much news.");
        }
        new News(origin, last, 0, uptimeMs); // the same bounds
    }

    /** A beat without news. */
    public Beat(Origin origin, long last) {
        this(origin, last, 0, List.of(), Optional.empty());
    }
}
