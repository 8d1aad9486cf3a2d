package carillon.doctor;

import carillon.backplane.Beat;
import carillon.backplane.Probe;
import carillon.backplane.Receipt;
import carillon.backplane.Self;
import carillon.channel.Origin;
import carillon.config.Release;
import carillon.config.Settings;
import carillon.config.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The roll call: makes the probes that go with this node's heartbeats, and remembers who heard which, how often and in what order. Safe for use by any thread.
 */
@ApplicationScoped
public class Roll {

    /** More nodes than any cluster has; a flood of forged beats stops here. */
    static final int MAX_NODES = 256;
    /** Who was heard so long ago or less is there. */
    private static final long THERE_NANOS = 10_000_000_000L;
    private static final long FORGET_NANOS = 60_000_000_000L;
    /** Who hears nobody for so long does not hear; so many heartbeats are not lost by chance. */
    private static final long DEAF_NANOS = 3_000_000_000L;
    /** A probe has so long to come back before it counts as missed. */
    private static final long ON_ITS_WAY_NANOS = 1_000_000_000L;

    private final Self self;
    private final String release;
    private final String cluster;
    private final Ticker ticker;
    private final InstantSource timeOfDay;
    /** Guarded by this; so are all fields below. */
    private final Map<Origin, Attendance> nodes = new HashMap<>();
    /** When the last probes of this node were made; used in turn. */
    private final long[] sentAt = new long[Receipt.REACH];
    private long sent;
    private boolean hearing;
    private long heardAt;
    private long hearingSince;
    private final Spell repeats = new Spell();
    private final Spell disorder = new Spell();

    /** For the container's proxy only. */
    protected Roll() {
        this(null, Settings.of(Map.of()), new Release(""), () -> 0, null);
    }

    /** Makes one that has called nobody. */
    @Inject
    public Roll(Self self, Settings settings, Release release, Ticker ticker, InstantSource timeOfDay) {
        this.self = self;
        this.release = release.version();
        this.cluster = settings.cluster();
        this.ticker = ticker;
        this.timeOfDay = timeOfDay;
    }

    /** The next probe of this node. */
    public synchronized Probe call() {
        long now = ticker.nanos();
        sent++;
        sentAt[(int) (sent % sentAt.length)] = now;
        List<Receipt> receipts = nodes.values().stream().filter(node -> !node.origin().equals(self.origin()) && isThere(node, now))
                .limit(Probe.MAX_RECEIPTS).map(Attendance::receipt).flatMap(Optional::stream).toList();
        return new Probe(sent, timeOfDay.millis(), release, cluster, receipts);
    }

    /** A beat came, perhaps of this node, perhaps not for the first time. */
    public synchronized void heard(Beat beat) {
        long now = ticker.nanos();
        hears(now);
        Attendance node = node(beat.origin(), now);
        if (node == null) {
            return;
        }
        forgetWhatWasSaidAgain(node);
        if (beat.probe().isEmpty()) {
            node.heard(now);
            return;
        }
        switch (node.heard(beat.probe().get(), self.origin(), now, timeOfDay.millis())) {
            case NEXT -> compare(node);
            case AGAIN -> repeats.note(now);
            case LATE -> disorder.note(now);
            default -> { } // an old one that the broker says again
        }
    }

    /** What came before the first beat of this node may be what the broker says again, of nodes that are gone; who is there is heard again at once. */
    private void forgetWhatWasSaidAgain(Attendance node) {
        if (node.origin().equals(self.origin()) && node.receipt().isEmpty()) {
            nodes.values().removeIf(other -> other != node);
        }
    }

    private void hears(long now) {
        if (!hearing || now - heardAt > DEAF_NANOS) {
            hearingSince = now;
        }
        hearing = true;
        heardAt = now;
    }

    /** Null if there are too many. */
    private Attendance node(Origin origin, long now) {
        nodes.values().removeIf(node -> now - node.heardAt() > FORGET_NANOS && !node.origin().equals(self.origin()));
        return nodes.size() < MAX_NODES ? nodes.computeIfAbsent(origin, Attendance::new) : nodes.get(origin);
    }

    private void compare(Attendance node) {
        Attendance own = nodes.get(self.origin());
        if (own != null && own != node) {
            node.compare(own.delayMs());
        }
    }

    private static boolean isThere(Attendance node, long now) {
        return now - node.heardAt() <= THERE_NANOS;
    }

    /** The other nodes that were heard of late. */
    public synchronized List<Witness> witnesses() {
        long now = ticker.nanos();
        return nodes.values().stream().filter(node -> !node.origin().equals(self.origin()) && isThere(node, now)).map(node -> new Witness(node.origin(),
                node.said().map(Probe::release), node.said().map(Probe::cluster).orElse(cluster), node.aheadMs(), node.heardHere())).toList();
    }

    /** Which of its own probes this node has heard; empty if none. */
    public synchronized Optional<Receipt> own() {
        return Optional.ofNullable(nodes.get(self.origin())).flatMap(Attendance::receipt);
    }

    /** The numbers of this node's probes that it should have heard: sent a while ago, since it hears anybody without a break. */
    public synchronized List<Long> due() {
        long now = ticker.nanos();
        List<Long> due = new ArrayList<>();
        for (long number = Math.max(1, sent - sentAt.length + 1); number <= sent; number++) {
            long at = sentAt[(int) (number % sentAt.length)];
            if (hearing && at - hearingSince >= 0 && now - at >= ON_ITS_WAY_NANOS) {
                due.add(number);
            }
        }
        return due;
    }

    /** For how long nothing was heard of anybody, in milliseconds; -1 if nobody ever was. */
    public synchronized long silentMs() {
        return hearing ? (ticker.nanos() - heardAt) / 1_000_000 : -1;
    }

    /** In how many of the last ten seconds probes came that had come before. */
    public synchronized int repeats() {
        return repeats.seconds(ticker.nanos());
    }

    /** In how many of the last ten seconds probes came behind later ones. */
    public synchronized int disorder() {
        return disorder.seconds(ticker.nanos());
    }
}
