package carillon.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class BodyReaderTest {

    /** Has what the test gave it, and no more. */
    private static final class PiecemealInput extends ServletInputStream {

        private final Deque<ByteArrayInputStream> pieces = new ArrayDeque<>();

        /** As Payara has it. */
        @Override
        public boolean isFinished() {
            return true;
        }

        @Override
        public boolean isReady() {
            return !pieces.isEmpty();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("The test calls.");
        }

        @Override
        public int read() {
            throw new IllegalStateException("Byte by byte?");
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            ByteArrayInputStream piece = pieces.element();
            int count = piece.read(bytes, offset, length);
            if (piece.available() == 0) {
                pieces.remove();
            }
            return count;
        }
    }

    private final PiecemealInput in = new PiecemealInput();
    private final List<String> events = new ArrayList<>();
    private final BodyReader reader = new BodyReader(in, BodyFraming.BY_THE_SERVER, 10, body -> events.add(new String(body, StandardCharsets.UTF_8)), () -> events.add("too long"), gone -> events.add("failed"));

    private void comes(String piece) throws IOException {
        in.pieces.add(new ByteArrayInputStream(piece.getBytes(StandardCharsets.UTF_8)));
        reader.onDataAvailable();
    }

    @Test
    void givesTheWholeBodyOnce() throws IOException {
        comes("12345");
        assertThat(events).isEmpty();
        comes("67890");
        reader.onAllDataRead();
        reader.onAllDataRead();
        assertThat(events).containsExactly("1234567890");
    }

    @Test
    void givesAnEmptyBody() {
        reader.onAllDataRead();
        assertThat(events).containsExactly("");
    }

    @Test
    void saysThatItIsTooLongAsSoonAsItIsAndReadsNoMore() throws IOException {
        comes("1234567890");
        comes("1");
        assertThat(events).containsExactly("too long");
        comes("2");
        assertThat(in.pieces).hasSize(1);
        reader.onAllDataRead();
        assertThat(events).containsExactly("too long");
    }

    /** As Payara hands over the body of a request with an Upgrade header: it never says that this is the end. */
    @Test
    void givesTheBodyWhenItIsCompleteThoughTheServerSaysNothing() throws IOException {
        BodyReader sized = new BodyReader(in, new SizedBody(4), 10, body -> events.add(new String(body, StandardCharsets.UTF_8)), () -> events.add("too long"), gone -> events.add("failed"));
        in.pieces.add(new ByteArrayInputStream("12".getBytes(StandardCharsets.UTF_8)));
        sized.onDataAvailable();
        assertThat(events).isEmpty();
        in.pieces.add(new ByteArrayInputStream("34GET".getBytes(StandardCharsets.UTF_8)));
        sized.onDataAvailable();
        assertThat(events).containsExactly("1234");
        sized.onAllDataRead();
        assertThat(events).hasSize(1);
    }

    @Test
    void saysThatItFailed() throws IOException {
        comes("1");
        reader.onError(new IOException("gone"));
        reader.onAllDataRead();
        assertThat(events).containsExactly("failed");
    }
}
