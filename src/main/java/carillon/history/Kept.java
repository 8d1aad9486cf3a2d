package carillon.history;

import carillon.channel.Publication;

/**
 * A publication that a node remembers.
 *
 * @param publication what
 * @param agoMs how long ago that node delivered it, in milliseconds
 */
public record Kept(Publication publication, long agoMs) {

    /**
     * Makes one.
     *
     * @throws IllegalArgumentException if it is of the future, or of more than 126 years ago
     */
    public Kept {
        Mark.check(agoMs);
    }
}
