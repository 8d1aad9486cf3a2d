package carillon.bench.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramesTest {

    private static final int MASK = 0x12fe34dc;

    private final List<String> read = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 65_535, 65_536, 70_001})
    void readsFramesOfEveryKindOfLength(int length) {
        byte[] frame = frame(0x81, length);

        assertThat(read(frame)).isEqualTo(frame.length);
        assertThat(read).containsExactly("1:" + "y".repeat(length));
    }

    @Test
    void readsManyFramesOfOnePiece() {
        byte[] bytes = joined(frame(0x81, 3), frame(0x89, 0), frame(0x88, 2));

        assertThat(read(bytes)).isEqualTo(bytes.length);
        assertThat(read).containsExactly("1:yyy", "9:", "8:yy");
    }

    @Test
    void leavesTheStartOfAFrameForLater() {
        byte[] whole = frame(0x81, 3);
        byte[] second = frame(0x81, 300);
        for (int cut = 0; cut < second.length; cut++) {
            read.clear();
            byte[] bytes = joined(whole, java.util.Arrays.copyOf(second, cut));

            assertThat(read(bytes)).isEqualTo(whole.length);
            assertThat(read).containsExactly("1:yyy");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0x01, 0x00, 0x80, 0xc1})
    void refusesFragmentsAndExtensions(int first) {
        assertThatThrownBy(() -> read(frame(first, 2))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesMaskedFrames() {
        assertThatThrownBy(() -> read(written(new byte[2]))).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 65_535, 65_536})
    void writesMaskedFramesThatUnmaskToThePayload(int length) {
        byte[] payload = "z".repeat(length).getBytes(StandardCharsets.ISO_8859_1);
        byte[] frame = written(payload);
        int head = frame.length - length;

        assertThat(head).isEqualTo(length < 126 ? 6 : length < 65_536 ? 8 : 14);
        assertThat(frame[0] & 0xff).isEqualTo(0x81);
        assertThat(frame[1] & 0x80).isNotZero();
        assertThat(ByteBuffer.wrap(frame, head - 4, 4).getInt()).isEqualTo(MASK);
        for (int i = 0; i < length; i++) {
            assertThat((byte) (frame[head + i] ^ frame[head - 4 + i % 4])).isEqualTo(payload[i]);
        }
    }

    private int read(byte[] bytes) {
        return Frames.read(bytes, 0, bytes.length,
                (opcode, all, from, to) -> read.add(opcode + ":" + new String(all, from, to - from, StandardCharsets.ISO_8859_1)));
    }

    private static byte[] written(byte[] payload) {
        ByteBuffer out = ByteBuffer.allocate(payload.length + Frames.HEAD);
        Frames.write(out, Frames.TEXT, payload, MASK);
        return java.util.Arrays.copyOf(out.array(), out.position());
    }

    /** As a server writes it. */
    private static byte[] frame(int first, int length) {
        ByteBuffer out = ByteBuffer.allocate(length + Frames.HEAD).put((byte) first);
        if (length < 126) {
            out.put((byte) length);
        } else if (length < 65_536) {
            out.put((byte) 126).putShort((short) length);
        } else {
            out.put((byte) 127).putLong(length);
        }
        out.put("y".repeat(length).getBytes(StandardCharsets.ISO_8859_1));
        return java.util.Arrays.copyOf(out.array(), out.position());
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
