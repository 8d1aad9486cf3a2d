package carillon.stream;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamUpgradeTest {

    /** A text frame with a mask of zeros. */
    private static final String EARLY = "\u0081\u0085\0\0\0\0early";

    /** Calls the listener while it is registered, as Payara 6.2025.10 does where bytes came right behind the handshake. */
    private static final class EarlyInput extends ServletInputStream {

        private final ByteArrayInputStream bytes = new ByteArrayInputStream(EARLY.getBytes(StandardCharsets.ISO_8859_1));

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            try {
                listener.onDataAvailable();
            } catch (IOException impossible) {
                throw new AssertionError(impossible);
            }
        }
    }

    private record EarlyConnection(ServletInputStream getInputStream, ServletOutputStream getOutputStream) implements WebConnection {

        @Override
        public void close() {
            // nothing is open
        }
    }

    /** Reads only once its own init is over, as Tyrus 2.1.5 does: where it is called before, it would wait for ever. */
    private static final class LateReader implements HttpUpgradeHandler, ReadListener {

        private final List<String> calls = new ArrayList<>();
        private ServletInputStream in;
        private boolean ready;

        @Override
        public void init(WebConnection connection) {
            try {
                in = connection.getInputStream();
            } catch (IOException impossible) {
                throw new AssertionError(impossible);
            }
            in.setReadListener(this);
            calls.add("stream " + StreamUpgrade.opening().isPresent());
            ready = true;
        }

        @Override
        public void onDataAvailable() throws IOException {
            calls.add(ready ? new String(in.readAllBytes(), StandardCharsets.ISO_8859_1) : "deadlock");
        }

        @Override
        public void onAllDataRead() {
            calls.add("end");
        }

        @Override
        public void onError(Throwable failure) {
            calls.add(failure.toString());
        }

        @Override
        public void destroy() {
            calls.add("destroyed");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void handsOnBytesRightBehindTheHandshakeOnceTheContainerIsReady(boolean writesFrames) {
        LateReader reader = new LateReader();
        StreamUpgrade upgrade = new StreamUpgrade();
        upgrade.around(reader, writesFrames);
        upgrade.init(new EarlyConnection(new EarlyInput(), new SlowOutput()));
        assertThat(reader.calls).containsExactly("stream " + writesFrames, EARLY);
    }
}
