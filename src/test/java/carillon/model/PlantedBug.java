package carillon.model;

/**
 * A bug that somebody might make: one place of the source, and what it would say instead.
 *
 * <p>They are kept as text, so that nothing in the product knows of them; each must still fit the source, or the test that plants it fails.
 */
enum PlantedBug {

    NO_DUPLICATE_FILTER("sequence/Track", "return sequence <= position || held.containsKey(sequence);", "return held.containsKey(sequence);"),
    HELD_DUPLICATES_TAKEN_TWICE("sequence/Track", "return sequence <= position || held.containsKey(sequence);", "return sequence <= position;"),
    HELD_RELEASED_FROM_THE_WRONG_END("sequence/Track", "held.pollFirstEntry().getValue()", "held.pollLastEntry().getValue()"),
    NO_HEARTBEAT("sequence/Sequencer", "track.knows(news.last(), now);", ""),
    NO_NEWS_OF_OTHERS("relay/intake/Intake", "sequencer.told(news, scribe);\n            }", "}"),
    HOLD_OVERFLOW_DROPS_SILENTLY("sequence/Resequencer", "            declare(track, Math.min(track.holeEnd(), sequence - 1), outlet);",
            "            advance(track, Math.min(track.holeEnd(), sequence - 1)); release(track, outlet);"),
    HOLES_ARE_NOT_ASKED_FOR("relay/intake/Repairs", "told.add(new Repair(self.origin(), hole))", "{ }"),
    REPAIRS_ARE_NOT_ANSWERED("relay/intake/Repairs", "told.add(new Resend(self.origin(), batch));", ""),
    WHAT_THE_BROKER_LOST_IS_NOT_KEPT("relay/intake/Repairs", "return own ? unechoed.range(hole.from(), hole.to(), bytes) : run;", "return run;"),
    GAP_IS_NOT_TOLD("relay/intake/Scribe", "history.raise(hole.origin(), hole.to());\n        audience.gap();", "history.raise(hole.origin(), hole.to());"),
    DECLARED_HOLE_RAISES_NO_FLOOR("relay/intake/Scribe", "history.raise(hole.origin(), hole.to());\n", ""),
    FIRST_SIGHT_RAISES_NO_FLOOR("relay/intake/Scribe", "history.raise(origin, upTo);\n", ""),
    EVICTION_RAISES_NO_FLOOR("history/Past", "floors.evicted(oldest.channel().name(), oldest.source().name(), oldest.sequence(), ticker.nanos());", ""),
    FORGOTTEN_FLOOR_IS_LOST("history/Floors", "origins.merge(folded.getKey().origin(), folded.getValue(), Floors::higher);", ""),
    FLOOR_OFF_BY_ONE("history/Floors", "cursor.at(origin) < floor.sequence()", "cursor.at(origin) < floor.sequence() - 1"),
    FLOORS_EXPIRE_TOO_EARLY("history/Past", "floors.expire(now - Retention.FLOORS * bounds.windowNanos());", "floors.expire(now - bounds.windowNanos() / 4);"),
    CURSOR_OFF_BY_ONE("sequence/Origins", "positions.put(track.origin(), track.queued())", "positions.put(track.origin(), track.queued() + 1)"),
    REPLAY_STARTS_TOO_LATE("history/Search", "entries.firstFromSequence(cursor.at(source) + 1)", "entries.firstFromSequence(cursor.at(source) + 2)"),
    NO_FILTER_AT_THE_SEAM("history/Catchup", "if (!live || number < next) {", "if (!live) {"),
    NOTHING_HELD_BACK_WHILE_CATCHING_UP("history/Catchup", "if (!live || number < next) {", "if (number < next) {"),
    NO_FILTER_FOR_A_NODE_THAT_LAGS("history/Catchup", "return upTo == null;", "return true;"),
    LIVE_TOO_EARLY("history/Catchup", "if (left > 0 || chunk.isEmpty()) {", "if (true) {"),
    EVICTED_BEFORE_IT_WAS_READ_NOT_TOLD("history/Catchup", "boolean gap = log != now || wasLetGo(now);", "boolean gap = false;"),
    SNAPSHOT_WITHOUT_FLOORS("relay/intake/Lender", "history.marks()", "java.util.List.of()"),
    SNAPSHOT_WITHOUT_POSITIONS("relay/intake/Takeover", "sequencer.restore(draft.reached(), outlet);", ""),
    SNAPSHOT_WITH_A_MISSING_PIECE("snapshot/Quest", "|| index != next", ""),
    WHAT_IS_NEWER_THAN_THE_SNAPSHOT_IS_FORGOTTEN("history/Handover", "addNewer(other, reached);", ""),
    SEAM_OF_THE_SNAPSHOT_OFF_BY_ONE("history/Handover", "entry.sequence() > reached.getOrDefault(entry.source().name(), 0L)",
            "entry.sequence() > reached.getOrDefault(entry.source().name(), 0L) + 1"),
    SNAPSHOT_IS_READ_TWICE("history/Catchup", "log == now ? Math.max(next, now.first()) : now.end()", "Math.max(next, now.first())"),
    KEYS_ARE_NOT_KNOWN("history/Past", "boolean repeat = keys.isRepeat(publication, stamp, at);", "boolean repeat = false;"),
    SIGNATURE_IS_NOT_COMPARED("backplane/EnvelopeSignature", Attack.OUTSIDER, "return MessageDigest.isEqual(right, Arrays.copyOfRange(bytes, ID_BYTES, bytes.length)) ?", "return true ?"),
    WHAT_IS_NOT_SIGNED_IS_TAKEN("backplane/EnvelopeSignature", Attack.OUTSIDER, "return settings.clusterKeys().unsignedAccepted() ?", "return true ?"),
    ANOTHER_KEY_IS_TAKEN("backplane/EnvelopeSignature", Attack.OUTSIDER, "return Optional.of(Refusal.OTHER_KEY);", "return Optional.empty();"),
    NO_OTHER_ORIGIN_IS_TAKEN("relay/intake/Impostor", Attack.INSIDER, "self.renew(fresh -> sequencer.begin(fresh, old))", "java.util.Optional.<Origin>empty()"),
    ORIGIN_THAT_WAS_GIVEN_UP_IS_NOT_TOLD("relay/intake/Intake", Attack.INSIDER, ".withRetired(self.retired())", "");

    final String source;
    final Attack attack;
    final String right;
    final String wrong;

    PlantedBug(String source, String right, String wrong) {
        this(source, Attack.NONE, right, wrong);
    }

    /** One that shows only under an attack. */
    PlantedBug(String source, Attack attack, String right, String wrong) {
        this.source = source;
        this.attack = attack;
        this.right = right;
        this.wrong = wrong;
    }
}
