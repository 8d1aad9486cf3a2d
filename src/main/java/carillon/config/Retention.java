package carillon.config;

/**
 * How long what is known, in windows of the history.
 *
 * <p>Each is longer than the one before: what a cursor that is still recovered may depend on is still there. The margins are whole windows, so that it
 * doesn't matter that nodes hear the same thing some seconds apart.
 */
public final class Retention {

    /** How old a cursor may be that is recovered. */
    public static final int CURSORS = 2;
    /** How long after it was last raised, or its origin was last heard, a floor counts: whoever comes later has seen, or was told, all below it. */
    public static final int FLOORS = 3;
    /** How long after it was last heard nodes tell a fresh one of an origin: whoever comes from there to a node that has floors of it has to know it. */
    public static final int TOLD = 4;
    /** How long after it was last heard an origin is remembered. */
    public static final int ORIGINS = 5;

    private Retention() {
    }
}
