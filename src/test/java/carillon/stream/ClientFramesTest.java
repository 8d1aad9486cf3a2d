package carillon.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import carillon.config.ManualTicker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientFramesTest {

    private static final int MASKED = 0x80;

    private final ManualTicker ticker = new ManualTicker();
    private final ClientFrames frames = new ClientFrames(ticker);

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

    private void read(byte[] bytes, int from, int to) throws IOException {
        frames.read(bytes, from, to - from);
    }

    private boolean isOpen() {
        ticker.advanceMs(1);
        return frames.openNanos() > 0;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 65_535, 65_536, 200_000})
    void seeWhereAFrameBeginsAndEnds(int length) throws IOException {
        byte[] frame = frame(length, MASKED);
        read(frame, 0, frame.length);
        assertThat(isOpen()).isFalse();
        read(frame, 0, frame.length - 1);
        assertThat(isOpen()).isTrue();
        read(frame, frame.length - 1, frame.length);
        assertThat(isOpen()).isFalse();
    }

    @Test
    void seeAFrameOfWhichOneByteHasCome() throws IOException {
        read(frame(1, MASKED), 0, 1);
        ticker.advanceMs(10_000);
        assertThat(frames.openNanos()).isEqualTo(10_000_000_000L);
    }

    @Test
    void measureEachFrameByItself() throws IOException {
        byte[] frame = frame(10, MASKED);
        read(frame, 0, 5);
        ticker.advanceMs(100);
        read(frame, 5, frame.length);
        read(frame, 0, 5);
        ticker.advanceMs(7);
        assertThat(frames.openNanos()).isEqualTo(7_000_000L);
    }

    @Test
    void followManyFramesHoweverTheyAreCut() throws IOException {
        Random random = new Random(1);
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        for (int i = 0; i < 500; i++) {
            many.writeBytes(frame(random.nextInt(10) == 0 ? random.nextInt(70_000) : random.nextInt(200), MASKED));
        }
        byte[] bytes = many.toByteArray();
        int at = 0;
        while (at < bytes.length) {
            int to = Math.min(bytes.length, at + 1 + random.nextInt(random.nextBoolean() ? 4 : 5_000));
            read(bytes, at, to);
            at = to;
        }
        assertThat(isOpen()).isFalse();
        assertThat(bytes).as("nothing is changed in what is as it should be").isEqualTo(many.toByteArray());
    }

    @Test
    void makeAFrameWithoutAMaskOneThatIsRefused() throws IOException {
        byte[] good = frame(3, MASKED);
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(good);
        both.writeBytes(frame(3, 0));
        byte[] bytes = both.toByteArray();
        read(bytes, 0, bytes.length);
        assertThat(bytes[0]).isEqualTo((byte) 0x81);
        assertThat(bytes[good.length]).as("the reserved bits are set").isEqualTo((byte) 0xf1);
    }

    @Test
    void refuseAFrameWithoutAMaskWhoseBeginningWasHandedOn() throws IOException {
        byte[] frame = frame(3, 0);
        read(frame, 0, 1);
        assertThatIOException().isThrownBy(() -> read(frame, 1, frame.length));
    }

    @Test
    void stayInAFrameWhoseLengthIsNoLength() throws IOException {
        byte[] bytes = ByteBuffer.allocate(100).put((byte) 0x81).put((byte) (MASKED | 127)).putLong(-1).array();
        read(bytes, 0, bytes.length);
        assertThat(isOpen()).isTrue();
    }
}
