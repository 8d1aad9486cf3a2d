package carillon.history.cursor;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.channel.Origin;
import carillon.config.Settings;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CursorKeysTest {

    private static final Cursor CURSOR = new Cursor(new Origin("a"), 1, Map.of());

    private static CursorKeys made(int filler) {
        CursorKeys keys = new CursorKeys(Settings.of(Map.of()), array -> Arrays.fill(array, (byte) filler));
        keys.make();
        return keys;
    }

    /** What one heartbeat says. */
    private static void hear(CursorKeys keys, CursorKeys told) {
        told.told().ifPresent(keys::heard);
        told.former().forEach(keys::heard);
    }

    private static String seal(CursorKeys keys) {
        return new CursorSeal(keys).seal(CURSOR, "").orElseThrow();
    }

    private static boolean knows(CursorKeys keys, String text) {
        return new CursorSeal(keys).open(text, "").isPresent();
    }

    @Test
    void areTakenOverFromWhoHasOne() {
        CursorKeys first = made(9);
        CursorKeys second = new CursorKeys(Settings.of(Map.of()));
        assertThat(second.told()).isEmpty();
        second.heard(first.told().orElseThrow());
        second.make();
        assertThat(second.told()).isEqualTo(first.told());
        assertThat(knows(first, seal(second))).isTrue();
    }

    @Test
    void ofTwoThatWereMadeAtOnceTheLesserIsUsedAndBothAreKnown() {
        CursorKeys low = made(1);
        CursorKeys high = made(2);
        String before = seal(high);
        String told = high.told().orElseThrow();
        high.heard(low.told().orElseThrow());
        low.heard(told);
        assertThat(high.told()).isEqualTo(low.told());
        assertThat(knows(low, seal(high))).isTrue();
        assertThat(knows(low, before)).isTrue();
        assertThat(knows(high, before)).isTrue();
    }

    @Test
    void aNodeThatComesLaterLearnsOfBoth() {
        CursorKeys high = made(2);
        String before = seal(high);
        high.heard(made(1).told().orElseThrow());
        CursorKeys fresh = new CursorKeys(Settings.of(Map.of()));
        hear(fresh, high);
        assertThat(knows(fresh, before)).isTrue();
        assertThat(knows(fresh, seal(high))).isTrue();
        assertThat(fresh.told()).as("the lesser is used").isEqualTo(made(1).told());
    }

    @Test
    void aNodeThatComesLaterLearnsOfTheKeyOfOneThatIsGone() {
        CursorKeys low = made(1);
        CursorKeys gone = made(2);
        String before = seal(gone);
        low.heard(gone.told().orElseThrow());
        CursorKeys fresh = new CursorKeys(Settings.of(Map.of()));
        hear(fresh, low);
        assertThat(knows(fresh, before)).isTrue();
        assertThat(fresh.told()).isEqualTo(low.told());
    }

    @Test
    void thatAreSetAreNeitherToldNorTakenOver() {
        CursorKeys set = new CursorKeys(Settings.of(Map.of("carillon.cursor.key", "a secret of the operator")));
        CursorKeys other = made(0);
        set.heard(other.told().orElseThrow());
        set.make();
        assertThat(set.told()).isEmpty();
        assertThat(set.former()).isEmpty();
        assertThat(knows(set, seal(other))).isFalse();
        assertThat(knows(set, seal(set))).isTrue();
    }

    private static CursorKeys with(String... settings) {
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            map.put(settings[i], settings[i + 1]);
        }
        return new CursorKeys(Settings.of(map));
    }

    @Test
    void areDerivedFromTheSecretOfTheClusterAndToldToNobody() {
        CursorKeys one = with("carillon.cluster.key", "a secret of all nodes");
        CursorKeys other = with("carillon.cluster.key", "a secret of all nodes");
        assertThat(one.told()).isEmpty();
        assertThat(one.former()).isEmpty();
        assertThat(knows(other, seal(one))).isTrue();
        assertThat(knows(with("carillon.cluster.key", "a secret of other nodes"), seal(one))).isFalse();
        CursorKeys changed = with("carillon.cluster.key", "the next secret of all", "carillon.cluster.key.previous", "a secret of all nodes");
        assertThat(knows(changed, seal(one))).as("made before the secret was changed").isTrue();
        assertThat(knows(one, seal(changed))).isFalse();
    }

    /** In a rolling upgrade clients go to and fro between nodes that know of no such secret, new ones among them, and new ones after it. */
    @Test
    void ofNodesOfAllStagesOfAnUpgradeAreKnownToWhoTheirClientsMayComeTo() {
        CursorKeys old = made(1);
        CursorKeys upgrading = with("carillon.cluster.key", "a secret of all nodes", "carillon.cluster.unsigned", "accept");
        CursorKeys upgraded = with("carillon.cluster.key", "a secret of all nodes");
        hear(upgrading, old);
        hear(old, upgrading);
        assertThat(knows(old, seal(upgrading))).isTrue();
        assertThat(knows(upgrading, seal(old))).isTrue();
        hear(upgraded, upgrading);
        assertThat(knows(upgraded, seal(upgrading))).isTrue();
        assertThat(knows(upgrading, seal(upgraded))).isTrue();
        assertThat(upgraded.told()).as("what it heard verifies only").isEmpty();
    }

    @Test
    void areNotTakenFromWhatIsNone() {
        CursorKeys keys = new CursorKeys(Settings.of(Map.of()));
        for (String told : new String[] {"", "!", "AAAA", "A".repeat(100_000), Base64.getUrlEncoder().encodeToString(new byte[31])}) {
            keys.heard(told);
            assertThat(keys.told()).isEmpty();
        }
    }

    @Test
    void areBounded() {
        CursorKeys keys = made(0);
        String own = seal(keys);
        String first = seal(made(1));
        keys.heard(made(1).told().orElseThrow());
        for (int i = 2; i < CursorKeys.MAX + 1; i++) {
            keys.heard(made(i).told().orElseThrow());
            assertThat(knows(keys, own)).as("one that is in use is kept").isTrue();
        }
        assertThat(knows(keys, first)).isFalse();
        assertThat(keys.former()).hasSize(15);
    }

    @Test
    void theOneInUseIsNotForgottenForOthersAndStaysKnownWhenALesserTakesItsPlace() {
        CursorKeys keys = made(1);
        String own = seal(keys);
        for (int i = 2; i < 2 * CursorKeys.MAX; i++) {
            keys.heard(made(i).told().orElseThrow());
        }
        keys.heard(made(0).told().orElseThrow());
        assertThat(keys.told()).isEqualTo(made(0).told());
        assertThat(knows(keys, own)).isTrue();
    }

    @Test
    void areTheSameHoweverTheyAreWritten() {
        CursorKeys keys = made(1);
        keys.heard(made(1).told().orElseThrow() + "=");
        assertThat(keys.former()).isEmpty();
        keys.heard(made(0).told().orElseThrow() + "=");
        assertThat(keys.told()).isEqualTo(made(0).told());
    }
}
