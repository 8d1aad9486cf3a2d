package carillon.stream;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.config.ManualTicker;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientFramesTest {

    private static final int MASKED = 0x80;
    private static final byte[] MASK = {(byte) 0xa1, 0x1b, (byte) 0xc2, 0x7d};

    private final ManualTicker ticker = new ManualTicker();
    private final ClientFrames frames = new ClientFrames(ticker);
    private byte[] held = {};

    private static byte[] frame(int length, int mask) {
        ByteBuffer frame = ByteBuffer.allocate(14 + length).put((byte) 0x81);
        if (length < 126) {
            frame.put((byte) (mask | length));
        } else if (length < 65_536) {
            frame.put((byte) (mask | 126)).putShort((short) length);
        } else {
            frame.put((byte) (mask | 127)).putLong(length);
        }
        if (mask != 0) {
            frame.putInt(0x01020304);
        }
        byte[] bytes = new byte[frame.position() + length];
        frame.get(0, bytes, 0, frame.position());
        return bytes;
    }

    /** Gives again what was the beginning of a header, as {@link WatchedInput} does; the result is what was read, as it was left. */
    private byte[] read(byte[] bytes, int from, int to) {
        byte[] chunk = Arrays.copyOf(held, held.length + to - from);
        System.arraycopy(bytes, from, chunk, held.length, to - from);
        int keep = frames.read(chunk, 0, chunk.length);
        held = Arrays.copyOfRange(chunk, chunk.length - keep, chunk.length);
        return Arrays.copyOf(chunk, chunk.length - keep);
    }

    private byte[] read(byte[] bytes) {
        return read(bytes, 0, bytes.length);
    }

    private boolean isOpen() {
        ticker.advanceMs(1);
        return frames.openNanos() > 0;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 65_535, 65_536, 200_000})
    void seeWhereAFrameBeginsAndEnds(int length) {
        byte[] frame = frame(length, MASKED);
        read(frame, 0, frame.length);
        assertThat(isOpen()).isFalse();
        read(frame, 0, frame.length - 1);
        assertThat(isOpen()).isTrue();
        read(frame, frame.length - 1, frame.length);
        assertThat(isOpen()).isFalse();
    }

    @Test
    void seeAFrameOfWhichOneByteHasCome() {
        read(frame(1, MASKED), 0, 1);
        ticker.advanceMs(10_000);
        assertThat(frames.openNanos()).isEqualTo(10_000_000_000L);
    }

    @Test
    void measureEachFrameByItself() {
        byte[] frame = frame(10, MASKED);
        read(frame, 0, 5);
        ticker.advanceMs(100);
        read(frame, 5, frame.length);
        read(frame, 0, 5);
        ticker.advanceMs(7);
        assertThat(frames.openNanos()).isEqualTo(7_000_000L);
    }

    @Test
    void followManyFramesHoweverTheyAreCut() {
        Random random = new Random(1);
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        for (int i = 0; i < 500; i++) {
            many.writeBytes(frame(random.nextInt(10) == 0 ? random.nextInt(70_000) : random.nextInt(200), MASKED));
        }
        byte[] bytes = many.toByteArray();
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        int at = 0;
        while (at < bytes.length) {
            int to = Math.min(bytes.length, at + 1 + random.nextInt(random.nextBoolean() ? 4 : 5_000));
            seen.writeBytes(read(bytes, at, to));
            at = to;
        }
        assertThat(isOpen()).isFalse();
        assertThat(seen.toByteArray()).as("nothing is changed in what is as it should be").isEqualTo(bytes);
    }

    @Test
    void makeAFrameWithoutAMaskOneThatIsRefused() {
        byte[] good = frame(3, MASKED);
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(good);
        both.writeBytes(frame(3, 0));
        byte[] bytes = read(both.toByteArray());
        assertThat(bytes[0]).isEqualTo((byte) 0x81);
        assertThat(bytes[good.length]).as("the reserved bits are set").isEqualTo((byte) 0xf1);
    }

    @Test
    void makeAFrameWithoutAMaskOneThatIsRefusedWhereverItIsCut() {
        byte[] frame = frame(3, 0);
        assertThat(read(frame, 0, 1)).isEmpty();
        assertThat(read(frame, 1, frame.length)[0]).isEqualTo((byte) 0xf1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"81fe0000", "81fe007d", "81ff0000000000000000", "81ff000000000000007d", "81ff000000000000ffff"})
    void makeALengthInMoreBytesThanItNeedsOneThatIsRefused(String header) {
        byte[] bytes = hex(header + "00000000");
        for (int cut = 1; cut < bytes.length; cut++) {
            ClientFramesTest fresh = new ClientFramesTest();
            assertThat(fresh.read(bytes, 0, cut)).isEmpty();
            assertThat(fresh.read(bytes, cut, bytes.length)[0]).as("cut at " + cut).isEqualTo((byte) 0xf1);
        }
    }

    /** In fragments, masked, cut anywhere: the byte from which on it can't be UTF-8 any more is one that never is. */
    @ParameterizedTest
    @ValueSource(strings = {"f490", "eda0", "c0", "c1", "e09f", "f08f", "f5", "ff", "80", "61bf", "e28261", "e282e2", "f0908f41", "cebaf490", "f4", "ed"})
    void spoilTextFromTheByteOnFromWhichItIsNoUtf8(String text) {
        byte[] payload = hex(text);
        for (int cut = 0; cut < payload.length; cut++) {
            byte[] first = Arrays.copyOf(payload, cut);
            byte[] second = Arrays.copyOfRange(payload, cut, payload.length);
            read(fragment(1, first));
            read(fragment(0x89, hex("ff")));
            byte[] seen = unmasked(read(fragment(0, second)));
            boolean canBe = text.equals("f4") || text.equals("ed");
            assertThat(seen[seen.length - 1] == (byte) 0xff).as(text + " cut at " + cut).isNotEqualTo(canBe);
        }
    }

    @Test
    void leaveWhatIsNoTextAsItIs() {
        for (int opcode : new int[] {0x82, 0x88, 0x89, 0x8a}) {
            byte[] frame = fragment(opcode, hex("f490ff"));
            assertThat(read(frame)).isEqualTo(frame);
        }
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    private static byte[] fragment(int first, byte[] payload) {
        byte[] frame = ByteBuffer.allocate(6 + payload.length).put((byte) first).put((byte) (MASKED | payload.length)).put(MASK).put(payload).array();
        return unmasked(frame);
    }

    /** Masks what is not masked, and the other way round. */
    private static byte[] unmasked(byte[] frame) {
        byte[] bytes = frame.clone();
        for (int i = 6; i < bytes.length; i++) {
            bytes[i] ^= MASK[(i - 6) % 4];
        }
        return bytes;
    }

    @Test
    void stayInAFrameWhoseLengthIsNoLength() {
        byte[] bytes = ByteBuffer.allocate(100).put((byte) 0x81).put((byte) (MASKED | 127)).putLong(-1).array();
        read(bytes, 0, bytes.length);
        assertThat(isOpen()).isTrue();
    }
}
