package carillon.config;

/**
 * How long what is known, in windows of the history.
 *
 * <p>Each is longer than the one before: what a cursor that is still recovered may depend on is still there. The margins are whole windows, so that it
 * doesn't matter that nodes hear the same thing some seconds apart.
 */
public final class Retention {

    /** How long after it was last heard nodes tell a fresh one of an origin. */
    public static final int TOLD = 1;
    /** How old a cursor may be that is recovered. */
    public static final int CURSORS = 2;
    /** How long after it was last heard an origin is remembered, and after it was last raised a floor. */
    public static final int FLOORS = 3;

    private Retention() {
    }
}
