package carillon.stream;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.protocol.Frame;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerFramesTest {

    private static byte[] bytes(ByteBuffer frames) {
        return Arrays.copyOf(frames.array(), frames.limit());
    }

    private static byte[] concat(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(part -> part.length).sum());
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }

    /** As RFC 6455, section 5.2 has it, written down once more and otherwise. */
    private static byte[] text(String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        int n = payload.length;
        byte[] header = n < 126 ? new byte[] {(byte) 0x81, (byte) n}
                : n < 65_536 ? new byte[] {(byte) 0x81, 126, (byte) (n >> 8), (byte) n}
                : new byte[] {(byte) 0x81, 127, 0, 0, 0, 0, (byte) (n >> 24), (byte) (n >> 16), (byte) (n >> 8), (byte) n};
        return concat(header, payload);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 127, 255, 256, 65_535, 65_536, 1_000_000})
    void sayTheLengthInAsFewBytesAsItTakes(int length) {
        String text = "x".repeat(length);
        assertThat(bytes(ServerFrames.joined(List.of(Frame.of(text))))).isEqualTo(text(text));
        assertThat(bytes(ServerFrames.each(List.of(Frame.of(text))))).isEqualTo(text(text));
    }

    @Test
    void joinLinesToOneMessage() {
        assertThat(bytes(ServerFrames.joined(List.of(Frame.of("é"), Frame.of(""), Frame.of("c"))))).isEqualTo(text("é\n\nc"));
    }

    @Test
    void makeAMessageOfEach() {
        assertThat(bytes(ServerFrames.each(List.of(Frame.of("é"), Frame.of(""), Frame.of("x".repeat(200))))))
                .isEqualTo(concat(text("é"), text(""), text("x".repeat(200))));
    }

    @Test
    void pingWithANumber() {
        assertThat(bytes(ServerFrames.ping(0x0102030405060708L))).containsExactly(0x89, 8, 1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void areMadeOnceForAllWhoAreDueTheSameThoughOthersAreFurther() {
        LastBurst last = new LastBurst();
        Frame a = Frame.of("a");
        Frame b = frameOfAnotherSlot(a);
        ByteBuffer first = last.encoded(List.of(a), ServerFrames::joined);
        last.encoded(List.of(b), ServerFrames::joined);
        assertThat(last.encoded(List.of(a), ServerFrames::joined)).isSameAs(first);
    }

    private static Frame frameOfAnotherSlot(Frame one) {
        Frame other = Frame.of("b");
        while (LastBurst.slot(List.of(other)) == LastBurst.slot(List.of(one))) {
            other = Frame.of("b");
        }
        return other;
    }

    @Test
    void areMadeOnceForAllWhoAreDueTheSame() {
        LastBurst last = new LastBurst();
        Frame a = Frame.of("a");
        Frame b = Frame.of("b");
        ByteBuffer first = last.encoded(List.of(a, b), ServerFrames::joined);
        assertThat(last.encoded(List.of(a, b), ServerFrames::joined)).isSameAs(first);
        assertThat(bytes(last.encoded(List.of(a, Frame.of("b")), ServerFrames::joined))).isEqualTo(text("a\nb"));
        assertThat(bytes(last.encoded(List.of(b, a), ServerFrames::joined))).isEqualTo(text("b\na"));
        assertThat(bytes(last.encoded(List.of(a), ServerFrames::joined))).isEqualTo(text("a"));
    }
}
