package carillon.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/** One phase under way: publishes at its pace and serves the connections meanwhile. One thread. */
final class Run {

    private static final int PUBLISH_AT_ONCE = 4096;
    private static final long SECOND = 1_000_000_000L;
    private static final long SILENCE = 3 * SECOND;
    private static final long DRAIN_WITHIN = 20 * SECOND;
    private static final long SOON = SECOND / 20;

    private final Phase phase;
    private final Pace pace;
    private final Loop loop;
    private final Publishing publishing;
    private final Account account;
    private final Consumer<String> progress;
    private long told;
    private long heard;
    private long delivered;

    Run(Phase phase, Pace pace, Loop loop, Publishing publishing, Account account, Consumer<String> progress) {
        this.phase = phase;
        this.pace = pace;
        this.loop = loop;
        this.publishing = publishing;
        this.account = account;
        this.progress = progress;
    }

    /** Publishes all that is due until a time, also what is late in the end; gives up when nothing has come for a while. */
    void pump(long until) {
        told = System.nanoTime();
        heard = told;
        delivered = account.delivered();
        for (long now = told; now < until && now - heard <= SILENCE; now = System.nanoTime()) {
            publish(now);
            long before = System.nanoTime();
            loop.turn(Math.min(pace.idleNanos(before), until - before));
            tell(now);
        }
        if (System.nanoTime() < until) {
            progress.accept(phase.name() + ": nothing came for " + SILENCE / SECOND + " s, given up");
        } else {
            publish(until - 1);
        }
    }

    /** Waits for what is under way. */
    void drain() {
        long end = System.nanoTime() + DRAIN_WITHIN;
        long missing = account.missing();
        for (long since = System.nanoTime(); account.missing() > 0 && System.nanoTime() < end && System.nanoTime() - since < SILENCE;) {
            loop.turn(SOON);
            if (account.missing() != missing) {
                missing = account.missing();
                since = System.nanoTime();
            }
        }
    }

    private void publish(long by) {
        try {
            publishing.publish(pace, by, PUBLISH_AT_ONCE);
        } catch (IOException gone) {
            throw new UncheckedIOException("A server has cut off a publisher", gone);
        }
    }

    private void tell(long now) {
        if (now - told < SECOND) {
            return;
        }
        long rate = (account.delivered() - delivered) * SECOND / (now - told);
        progress.accept(phase.name() + ": " + rate + " deliveries/s");
        heard = rate > 0 ? now : heard;
        told = now;
        delivered = account.delivered();
    }
}
