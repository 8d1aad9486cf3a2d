package carillon.backplane.jms;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The properties of an envelope that are signed with its body, in one form only. Stateless. */
final class SignedHeaders {

    /** In this order; one that is not there counts as empty. A new property of the wire is signed only if a new kind of signature says so. */
    private static final List<String> NAMES = List.of(Headers.VERSION, Headers.KIND, Headers.ORIGIN, Headers.SEQUENCE, Headers.COUNT, Headers.TO, Headers.NUMBER,
            Headers.LAST, Headers.ABOUT);

    private SignedHeaders() {
    }

    /** Each value as text in UTF-8, after its length (4 bytes, big-endian): brokers may bring a number back as another type. */
    static byte[] of(Message message) throws JMSException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        for (String name : NAMES) {
            Object value = message.getObjectProperty(name);
            byte[] text = value == null ? new byte[0] : value.toString().getBytes(StandardCharsets.UTF_8);
            for (int shift = 24; shift >= 0; shift -= 8) {
                bytes.write(text.length >>> shift);
            }
            bytes.writeBytes(text);
        }
        return bytes.toByteArray();
    }
}
