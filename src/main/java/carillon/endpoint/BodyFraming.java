package carillon.endpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * Finds the end of a body within what the server hands over. Used by one thread at a time.
 *
 * <p>Payara 6.2025.10 (Grizzly, {@code HttpCodecFilter.onIncomingUpgrade}) looks neither at Content-Length nor at Transfer-Encoding where a request has an Upgrade header, whatever
 * protocol that names: it hands over what comes until the connection ends.
 */
interface BodyFraming {

    /** What is handed over is the body, and the server says where it ends. */
    BodyFraming BY_THE_SERVER = new BodyFraming() {
        @Override
        public void take(byte[] octets, int count, ByteArrayOutputStream body) {
            body.write(octets, 0, count);
        }

        @Override
        public boolean isComplete() {
            return false;
        }
    };

    /**
     * Takes what came next, and writes what of it belongs to the body.
     *
     * @throws IOException if this is no body
     */
    void take(byte[] octets, int count, ByteArrayOutputStream body) throws IOException;

    /** Whether the whole body came, which only the server knows if this never says so. */
    boolean isComplete();
}
