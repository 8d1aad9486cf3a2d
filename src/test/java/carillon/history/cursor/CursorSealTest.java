package carillon.history.cursor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import carillon.channel.Origin;
import carillon.config.Settings;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CursorSealTest {

    private static final Settings WITH_KEY = Settings.of(Map.of("carillon.cursor.key", "a secret of the operator"));
    private static final Cursor CURSOR = new Cursor(Origin.random(), 123_456_789L, Map.of(Origin.random(), 1L, new Origin("short"), 127L, new Origin("x"), 128L,
            new Origin("-----------"), Long.MAX_VALUE));

    private final CursorSeal seal = new CursorSeal(new CursorKeys(WITH_KEY));

    private String text() {
        return seal.seal(CURSOR, "anna").orElseThrow();
    }

    @Test
    void givesBackWhatItSealed() {
        assertThat(seal.open(text(), "anna")).contains(CURSOR);
        assertThat(text()).isEqualTo(text()).matches("[A-Za-z0-9_-]+").hasSizeLessThan(160);
    }

    @Test
    void isShortForAUsualCluster() {
        Map<Origin, Long> three = new HashMap<>();
        for (int i = 0; i < 3; i++) {
            three.put(Origin.random(), 100_000L);
        }
        assertThat(seal.seal(new Cursor(three.keySet().iterator().next(), 86_400_000, three), "").orElseThrow()).hasSizeLessThan(100);
    }

    @Test
    void isOfNoUseToAnotherUser() {
        assertThat(seal.open(text(), "bert")).isEmpty();
        assertThat(seal.open(text(), "")).isEmpty();
        assertThat(seal.open(text(), "anna ")).isEmpty();
    }

    @Test
    void seesEveryBitThatWasChanged() {
        byte[] bytes = Base64.getUrlDecoder().decode(text());
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(seal.open(Base64.getUrlEncoder().encodeToString(bytes), "anna")).as("bit %d", bit).isEmpty();
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
        }
        assertThat(seal.open(Base64.getUrlEncoder().encodeToString(bytes), "anna")).isPresent();
    }

    @Test
    void treatsEverythingElseAlike() {
        for (int length = 0; length < text().length(); length++) {
            assertThat(seal.open(text().substring(0, length), "anna")).isEmpty();
        }
        assertThat(seal.open("not base64 !", "anna")).isEmpty();
        assertThat(seal.open("A".repeat(CursorSeal.MAX_CHARS), "anna")).isEmpty();
        assertThat(seal.open("A".repeat(1_000_000), "anna")).isEmpty();
        assertThat(new CursorSeal(new CursorKeys(Settings.of(Map.of("carillon.cursor.key", "another secret, as long")))).open(text(), "anna")).isEmpty();
    }

    @Test
    void letsNoNameBeginInsideTheCursor() {
        byte[] bytes = Base64.getUrlDecoder().decode(text());
        assertThat(seal.open(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), "anna")).isPresent();
        byte[] shorter = ByteBuffer.allocate(bytes.length - 1).put(bytes, 0, bytes.length - 17).put(bytes, bytes.length - 16, 16).array();
        assertThat(seal.open(Base64.getUrlEncoder().withoutPadding().encodeToString(shorter), (char) bytes[bytes.length - 17] + "anna")).isEmpty();
    }

    @Test
    void takesTheKeyBeforeTheLast() {
        CursorSeal after = new CursorSeal(new CursorKeys(Settings.of(Map.of("carillon.cursor.key", "a newer secret, longer", "carillon.cursor.key.previous",
                "a secret of the operator"))));
        assertThat(after.open(text(), "anna")).contains(CURSOR);
        assertThat(seal.open(after.seal(CURSOR, "anna").orElseThrow(), "anna")).isEmpty();
    }

    @Test
    void writesNothingAsLongAsThereIsNoKey() {
        CursorKeys keys = new CursorKeys(Settings.of(Map.of()));
        assertThat(new CursorSeal(keys).seal(CURSOR, "")).isEmpty();
        assertThat(new CursorSeal(keys).open(text(), "anna")).isEmpty();
        keys.make();
        assertThat(new CursorSeal(keys).open(new CursorSeal(keys).seal(CURSOR, "").orElseThrow(), "")).contains(CURSOR);
    }

    @Test
    void readsNoCursorThatIsNone() {
        byte[] bytes = CursorBytes.write(CURSOR);
        for (int length = 0; length < bytes.length; length++) {
            ByteBuffer cut = ByteBuffer.wrap(bytes, 0, length);
            assertThatIllegalArgumentException().isThrownBy(() -> CursorBytes.read(cut));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> CursorBytes.read(ByteBuffer.allocate(bytes.length + 1).put(bytes).rewind()));
        assertThatIllegalArgumentException().isThrownBy(() -> CursorBytes.read(ByteBuffer.wrap(new byte[] {1, 'a', 0, (byte) 0x81, 1})))
                .withMessageContaining("too many");
        assertThatIllegalArgumentException().isThrownBy(() -> CursorBytes.read(ByteBuffer.wrap(new byte[] {1, 'a', -1, -1, -1, -1, -1, -1, -1, -1, -1, 0, 0})))
                .withMessageContaining("too long");
    }

    @Test
    void holdsSoManyOriginsAndNoMore() {
        Map<Origin, Long> many = new HashMap<>();
        for (int i = 0; i < 1_000; i++) {
            many.put(Origin.random(), Long.MAX_VALUE);
        }
        many.put(new Origin("zero"), 0L);
        Cursor cursor = new Cursor(new Origin("a"), 1, many);
        assertThat(cursor.positions()).hasSize(Cursor.MAX_ORIGINS);
        String text = seal.seal(cursor, "anna").orElseThrow();
        assertThat(text.length()).isLessThan(CursorSeal.MAX_CHARS);
        assertThat(seal.open(text, "anna")).contains(cursor);
    }
}
