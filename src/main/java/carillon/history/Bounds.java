package carillon.history;

import carillon.config.Limit;
import carillon.config.Settings;

/**
 * What bounds a history.
 *
 * @param windowNanos how long a publication is remembered, in nanoseconds
 * @param bytes what all of them may cost
 * @param floors how many floors of a channel and origin are kept apart
 * @param keys how many idempotency keys are remembered
 */
record Bounds(long windowNanos, int bytes, int floors, int keys) {

    static Bounds of(Settings settings) {
        return new Bounds(settings.nanos(Limit.HISTORY_WINDOW_MS), settings.get(Limit.HISTORY_MAX_BYTES), settings.get(Limit.HISTORY_FLOORS_MAX), settings.get(Limit.KEYS_MAX));
    }
}
