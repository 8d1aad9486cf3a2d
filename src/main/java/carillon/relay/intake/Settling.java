package carillon.relay.intake;

import carillon.backplane.Self;
import carillon.config.Limit;
import carillon.config.Settings;
import carillon.history.cursor.CursorKeys;
import carillon.sequence.Sequencer;

/**
 * Whether this node hears itself, and has for so long that it has settled: by then it has heard of everybody who was there.
 *
 * <p>What counts is when a heartbeat was sent: a node that was stopped finds old ones first. Used by one thread at a time, but for {@link #uptimeMs()}.
 */
final class Settling {

    private final Self self;
    private final Sequencer sequencer;
    private final CursorKeys keys;
    private final Audience audience;
    private final Warmup warmup;
    private final long settleMs;
    private final long deafMs;
    /** For how long this node had been up when it sent the last heartbeat that came back; below 0 if none did, or none in time. */
    private long echoed = -1;
    /** The same of the first since it settled last. */
    private long firstEchoed;
    private boolean deaf;
    /** A heartbeat that was sent when this node had been up for so long has to come back before it settles. */
    private long provenFromMs;

    Settling(Self self, Sequencer sequencer, CursorKeys keys, Audience audience, Warmup warmup, Settings settings) {
        this.self = self;
        this.sequencer = sequencer;
        this.keys = keys;
        this.audience = audience;
        this.warmup = warmup;
        this.settleMs = 2L * settings.get(Limit.HEARTBEAT_INTERVAL_MS);
        this.deafMs = settings.get(Limit.HISTORY_WINDOW_MS) / 2;
    }

    /** For how long this node has been up, in milliseconds. Safe for any thread. */
    long uptimeMs() {
        return sequencer.origins().uptimeMs(self.origin()).orElse(0);
    }

    /** A heartbeat came back that this node had sent when it had been up for so long. */
    void echoed(long uptimeMs) {
        if (uptimeMs() - uptimeMs <= deafMs) {
            firstEchoed = echoed < 0 ? uptimeMs() : firstEchoed;
            echoed = Math.max(echoed, uptimeMs);
        }
    }

    /** Whether this node hears itself. */
    boolean isHearing() {
        return echoed >= 0;
    }

    /** Whether this node was deaf, and has not settled since. */
    boolean wasDeaf() {
        return deaf;
    }

    /** What this node took over has to be followed by a heartbeat of its own before it settles. */
    void prove() {
        provenFromMs = uptimeMs();
    }

    /** Whether enough of those who are there have been heard by now to ask one of them for what he remembers. */
    boolean mayAsk() {
        return hasHeardFor(settleMs / 2);
    }

    /** Whether whoever is there has been heard by now. */
    boolean allHeard() {
        return hasHeardFor(settleMs);
    }

    private boolean hasHeardFor(long millis) {
        return echoed >= 0 && uptimeMs() - firstEchoed >= millis;
    }

    /**
     * Settles if it is time. A node that has heard nothing of itself for so long may have missed whole lives of others; it has to settle again.
     */
    void step() {
        if (echoed >= 0 && uptimeMs() - echoed > deafMs) {
            deafen();
        } else if (echoed >= 0 && !sequencer.origins().isSettled()) {
            if (allHeard() && warmup.isOver() && echoed >= provenFromMs) {
                sequencer.settle();
                heardAgain();
            } else if (mayAsk()) {
                keys.make(); // whoever has one has told it by now; this one is told before it is used
            }
        }
    }

    private void deafen() {
        echoed = -1;
        sequencer.unsettle();
        warmup.begin();
        audience.gap();
        deaf = true;
    }

    /** Who connected while this node was deaf may lack what came and went. */
    private void heardAgain() {
        if (deaf) {
            audience.gap();
        }
        deaf = false;
    }
}
