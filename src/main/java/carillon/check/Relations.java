package carillon.check;

import carillon.config.Limit;
import carillon.config.Settings;

/** Warns of limits that are right by themselves and wrong together; {@code docs/operations.md} names the relations. */
final class Relations implements Advice {

    @Override
    public void examine(Settings settings, SettingsSource source, Findings findings) {
        Relation relation = new Relation(settings, findings);
        relation.less(Limit.FENCE_AWAY_MS, 2, Limit.HISTORY_WINDOW_MS, "or clients that are sent elsewhere are told of a gap that they need not have");
        relation.less(Limit.HEARTBEAT_TIMEOUT_MS, 1, Limit.FENCE_MS, "or a node sends its clients elsewhere before it is not ready");
        relation.most(Limit.FENCE_MS, Limit.FENCE_AWAY_MS, "or a node that the broker serves is fenced later than one that it does not");
        relation.less(Limit.FENCE_MS, 1, Limit.LIVE_MS, "or a node is restarted before its clients are sent elsewhere");
        relation.less(Limit.PUBLISH_TIMEOUT_MS, 1, Limit.HISTORY_WINDOW_MS, "or a publication that is tried again is not known any more");
        relation.less(Limit.HOLE_TIMEOUT_MS, 1, Limit.HISTORY_WINDOW_MS, "or what is missing is let go before it is asked for");
        relation.most(Limit.PAYLOAD_MAX_BYTES, Limit.MESSAGE_MAX_BYTES, "or the longest payload can't be sent by WebSocket");
        relation.most(Limit.PAYLOAD_MAX_BYTES, Limit.PUBLISH_QUEUE_MAX_BYTES, "or the longest payload never fits into the queue to the broker");
        relation.most(Limit.PAYLOAD_MAX_BYTES, Limit.HOLD_MAX_BYTES, "or the longest payload can't wait for a repair");
        relation.most(Limit.PAYLOAD_MAX_BYTES, Limit.UNECHOED_MAX_BYTES, "or the longest payload can't be sent again");
        relation.most(Limit.PAYLOAD_MAX_BYTES, Limit.REPAIR_MAX_BYTES, "or the longest payload can't be repaired");
        window(settings, findings);
        keys(settings, findings);
    }

    private static void window(Settings settings, Findings findings) {
        int window = settings.get(Limit.WINDOW_MAX_BYTES);
        if (window > 0 && window < settings.get(Limit.PAYLOAD_MAX_BYTES)) {
            findings.warn(Limit.WINDOW_MAX_BYTES.key() + " (" + window + ") should be at least " + Limit.PAYLOAD_MAX_BYTES.key() + " ("
                    + settings.get(Limit.PAYLOAD_MAX_BYTES) + "), or one publication fills it.");
        }
    }

    private static void keys(Settings settings, Findings findings) {
        if (settings.previousCursorKey().isPresent() && settings.cursorKey().isEmpty()) {
            findings.warn(Settings.CURSOR_KEY_PREVIOUS + " is set and " + Settings.CURSOR_KEY + " is not: the nodes make a key themselves.");
        }
        if (settings.previousCursorKey().isPresent() && settings.previousCursorKey().equals(settings.cursorKey())) {
            findings.warn(Settings.CURSOR_KEY_PREVIOUS + " is the same as " + Settings.CURSOR_KEY + ": no key was changed.");
        }
        if (settings.journal().filter(settings.topic()::equals).isPresent()) {
            findings.warn(Settings.JOURNAL + " has the name of the topic; the two should differ.");
        }
    }

    /** Compares two limits, and says what is wrong in the same words. */
    private record Relation(Settings settings, Findings findings) {

        void less(Limit smaller, int times, Limit larger, String why) {
            if ((long) times * settings.get(smaller) >= settings.get(larger)) {
                findings.warn(named(smaller) + " should be less than " + (times == 1 ? "" : times == 2 ? "half of " : "1/" + times + " of ") + named(larger) + ", " + why + ".");
            }
        }

        void most(Limit smaller, Limit larger, String why) {
            if (settings.get(smaller) > settings.get(larger)) {
                findings.warn(named(smaller) + " should not be more than " + named(larger) + ", " + why + ".");
            }
        }

        private String named(Limit limit) {
            return limit.key() + " (" + settings.get(limit) + ")";
        }
    }
}
