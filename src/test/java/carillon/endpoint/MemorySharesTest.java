package carillon.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.channel.Channel;
import carillon.channel.Key;
import carillon.channel.Payload;
import carillon.config.ManualTicker;
import carillon.config.Settings;
import carillon.relay.Submission;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A history of 160,000 bytes in 16 shares, for ten seconds; 160 keys for thirty. Each publication here costs 500 bytes. */
class MemorySharesTest {

    private static final Map<String, String> SET = Map.of("carillon.payload.max.bytes", "1024", "carillon.history.window.ms", "10000", "carillon.history.max.bytes", "160000",
            "carillon.keys.max", "160", "carillon.history.shares", "16");

    private final ManualTicker ticker = new ManualTicker();
    private final MemoryShares shares = shares(Map.of());

    private MemoryShares shares(Map<String, String> more) {
        Map<String, String> set = new HashMap<>(SET);
        set.putAll(more);
        return new MemoryShares(Settings.of(set), ticker);
    }

    private static Submission plain() {
        return new Submission(new Channel("c"), Payload.text("x".repeat(243)), Optional.empty(), Optional.empty());
    }

    private static Submission keyed() {
        return new Submission(new Channel("c"), Payload.text(""), Optional.of(new Key("k")), Optional.empty());
    }

    private static int within(MemoryShare share, Submission what, int count) {
        int within = 0;
        for (int i = 0; i < count; i++) {
            within += share.mark(what).spare() ? 0 : 1;
        }
        return within;
    }

    @Test
    void aConnectionHasOneShareAtOnceAndOneInEachWindow() {
        MemoryShare share = shares.ofConnection("a");
        assertThat(within(share, plain(), 100)).isEqualTo(20);
        ticker.advanceMs(5_000);
        assertThat(within(share, plain(), 100)).isEqualTo(10);
        assertThat(within(shares.ofConnection("b"), plain(), 100)).isEqualTo(20);
    }

    @Test
    void keysAreSharedForThreeWindows() {
        MemoryShare share = shares.ofConnection("a");
        assertThat(within(share, keyed(), 100)).isEqualTo(10);
        ticker.advanceMs(15_000);
        assertThat(within(share, keyed(), 100)).isEqualTo(5);
    }

    @Test
    void comingAgainAsAnotherConnectionGivesNoMoreThanAQuarterAtOnce() {
        int within = 0;
        for (int i = 0; i < 100; i++) {
            within += within(shares.ofConnection("a"), plain(), 20);
        }
        assertThat(within * 500).isEqualTo(40_000);
        assertThat(within(shares.ofConnection("b"), plain(), 20)).isEqualTo(20);
    }

    @Test
    void whoPublishesWithoutEndLeavesTheOthersOfItsAddressWhatIsTheirs() {
        within(shares.ofConnection("proxy"), plain(), 100_000);
        assertThat(within(shares.ofConnection("proxy"), plain(), 20)).isEqualTo(20);
    }

    @Test
    void thereAreNoSharesWhereOnlyOneIsSet() {
        assertThat(within(shares(Map.of("carillon.history.shares", "1")).ofConnection("a"), plain(), 100_000)).isEqualTo(100_000);
    }
}
