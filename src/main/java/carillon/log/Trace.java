package carillon.log;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** What was thrown, in words: each cause with the place where it was made, or with the whole way there. Stateless. */
final class Trace {

    private static final int MOST_CAUSES = 10;
    private static final int MOST_FRAMES = 200;

    private Trace() {
    }

    /** Line by line; only the first frame of each unless all are wanted. */
    static String of(Throwable thrown, boolean full) {
        StringBuilder lines = new StringBuilder();
        Set<Throwable> told = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable cause = thrown; cause != null && told.size() < MOST_CAUSES && told.add(cause); cause = cause.getCause()) {
            lines.append(cause == thrown ? "" : "\ncaused by ").append(words(cause));
            frames(cause, full ? MOST_FRAMES : 1, lines);
        }
        return lines.toString();
    }

    /** A class that fails to describe itself must not end the logging. */
    private static String words(Throwable thrown) {
        try {
            return thrown.toString();
        } catch (RuntimeException failed) {
            return thrown.getClass().getName();
        }
    }

    private static void frames(Throwable thrown, int most, StringBuilder lines) {
        StackTraceElement[] frames = thrown.getStackTrace();
        for (int i = 0; i < frames.length && i < most; i++) {
            lines.append("\nat ").append(frames[i]);
        }
    }
}
