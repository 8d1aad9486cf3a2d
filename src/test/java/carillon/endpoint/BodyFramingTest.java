package carillon.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyFramingTest {

    private static final String CHUNKED = "3;name=\"v\"\r\n{\"a\r\n0A\r\n\":[1,2,3]}\r\n0\r\nTrailer: 1\r\n\r\n";

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    private void give(BodyFraming framing, String text, int piece) throws IOException {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < octets.length; at += piece) {
            byte[] next = Arrays.copyOfRange(octets, at, Math.min(octets.length, at + piece));
            framing.take(next, next.length, body);
        }
    }

    @Test
    void aSizedBodyEndsAfterItsOctets() throws IOException {
        SizedBody framing = new SizedBody(5);
        give(framing, "{\"a", 1);
        assertThat(framing.isComplete()).isFalse();
        give(framing, "\"}GET / HTTP/1.1", 100);
        assertThat(framing.isComplete()).isTrue();
        assertThat(body).hasToString("{\"a\"}");
    }

    @Test
    void aBodyOfNothingIsCompleteAtOnce() {
        assertThat(new SizedBody(0).isComplete()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 1_000})
    void chunksArePutTogetherHoweverTheyCome(int piece) throws IOException {
        ChunkedBody framing = new ChunkedBody();
        give(framing, CHUNKED + "GET / HTTP/1.1", piece);
        assertThat(framing.isComplete()).isTrue();
        assertThat(body).hasToString("{\"a\":[1,2,3]}");
    }

    @Test
    void chunksAreNotCompleteBeforeTheLast() throws IOException {
        ChunkedBody framing = new ChunkedBody();
        give(framing, CHUNKED.substring(0, CHUNKED.length() - 1), 3);
        assertThat(framing.isComplete()).isFalse();
    }

    @Test
    void aBodyThatTheServerHasPutTogetherIsTakenAsItIs() throws IOException {
        ChunkedBody framing = new ChunkedBody();
        give(framing, " {\"a\":[1,2,3]}", 4);
        assertThat(framing.isComplete()).isFalse();
        assertThat(body).hasToString(" {\"a\":[1,2,3]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3x\r\n{}\r\n", "fffffffff\r\n", "1\r\n{}\r\n", "1 1\r\n{"})
    void whatIsNoChunkIsRefused(String text) {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> give(new ChunkedBody(), text, 1_000));
    }

    @Test
    void linesAndTrailersAreBounded() {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> give(new ChunkedBody(), "1;" + "x".repeat(2_000), 100));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> give(new ChunkedBody(), "0\r\n" + "a: b\r\n".repeat(40), 100));
    }

    @Test
    void aBodyByTheServerIsTakenAsItIs() throws IOException {
        give(BodyFraming.BY_THE_SERVER, "{}", 1);
        assertThat(BodyFraming.BY_THE_SERVER.isComplete()).isFalse();
        assertThat(body).hasToString("{}");
    }
}
