package carillon.backplane;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.channel.Origin;
import carillon.config.ManualTicker;
import carillon.config.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PeersTest {

    private static final Origin A = new Origin("a");
    private static final Origin B = new Origin("b");

    private final ManualTicker ticker = new ManualTicker();
    private final Peers peers = new Peers(Settings.of(Map.of("carillon.heartbeat.timeout.ms", "3000")), ticker);

    @Test
    void areThoseThatWereHeardOfLate() {
        peers.heard(B);
        ticker.advanceMs(2_000);
        peers.heard(A);
        assertThat(peers.present()).containsExactly(A, B);
        ticker.advanceMs(1_000);
        assertThat(peers.present()).containsExactly(A, B);
        ticker.advanceMs(1);
        assertThat(peers.present()).containsExactly(A);
    }

    @Test
    void haveFiguresAlsoWhenTheyHaveFallenSilent() {
        Figures figures = new Figures("node-1", "serving", 1, 1);
        peers.told(A, figures);
        assertThat(peers.figures()).as("nobody who was not heard is remembered").isEmpty();
        peers.heard(A);
        peers.told(A, figures);
        assertThat(peers.figures()).containsExactly(Map.entry(A, figures));
        ticker.advanceMs(3_001);
        assertThat(peers.present()).isEmpty();
        assertThat(peers.figures()).as("a node that fell silent keeps its name").containsOnlyKeys(A);
        ticker.advanceMs(600_000);
        assertThat(peers.figures()).isEmpty();
    }

    @Test
    void agreeOnWhoIsFirst() {
        assertThat(peers.isFirst(B)).as("while nobody is heard").isTrue();
        peers.heard(B);
        assertThat(peers.isFirst(B)).isTrue();
        peers.heard(A);
        assertThat(peers.isFirst(A)).isTrue();
        assertThat(peers.isFirst(B)).isFalse();
        ticker.advanceMs(3_001);
        peers.heard(B);
        assertThat(peers.isFirst(B)).as("when the first is gone").isTrue();
    }

    @Test
    void areBoundedAgainstAFlood() {
        peers.heard(A);
        for (int i = 0; i < Peers.MAX * 2; i++) {
            peers.heard(new Origin("x" + i));
        }
        ticker.advanceMs(2_000);
        peers.heard(A);
        assertThat(peers.present()).hasSize(Peers.MAX);
        ticker.advanceMs(2_000);
        assertThat(peers.present()).as("who is there already is still heard").containsExactly(A);
    }
}
