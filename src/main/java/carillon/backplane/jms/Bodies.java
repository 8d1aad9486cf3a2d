package carillon.backplane.jms;

import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.ObjectMessage;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.Enumeration;

/** What the bodies of JMS messages say, as text. An ObjectMessage is never opened. Stateless. */
final class Bodies {

    /** The longest envelope that is read, in bytes; what nodes write is shorter (the greatest batch, and one payload more). */
    static final int ENVELOPE_MAX_BYTES = 24 * 1024 * 1024;

    /** Looked up once: each look-up of the provider is a scan of the class path. */
    private static final JsonProvider JSON = JsonProvider.provider();

    private Bodies() {
    }

    /** The kind of a message, in one word. */
    static String kind(Message message) {
        if (message instanceof TextMessage) {
            return "text";
        }
        if (message instanceof BytesMessage) {
            return "bytes";
        }
        if (message instanceof MapMessage) {
            return "map";
        }
        if (message instanceof ObjectMessage) {
            return "object";
        }
        return message instanceof StreamMessage ? "stream" : "plain";
    }

    /**
     * The text of a foreign message: of a TextMessage its text, of a BytesMessage its bytes read as UTF-8, of a MapMessage a JSON object.
     *
     * @throws MalformedException if it has none
     */
    static String text(Message message, int maxBytes) throws JMSException, MalformedException {
        if (message instanceof TextMessage text) {
            if (text.getText() == null) {
                throw new MalformedException("The text message has no text.");
            }
            return text.getText();
        }
        if (message instanceof BytesMessage bytes) {
            return BatchBody.utf8(bytes(bytes, maxBytes));
        }
        if (message instanceof MapMessage map) {
            return json(map);
        }
        throw new MalformedException("Only text, bytes and map messages are published, not " + kind(message) + " messages.");
    }

    /** All bytes of a message, whatever has been read of it. */
    static byte[] bytes(BytesMessage message, int maxBytes) throws JMSException, MalformedException {
        message.reset();
        long length = message.getBodyLength();
        if (length > maxBytes) {
            throw new MalformedException("The message has " + length + " bytes; " + maxBytes + " are allowed.");
        }
        byte[] bytes = new byte[(int) length];
        if (length > 0 && message.readBytes(bytes) != length) {
            throw new MalformedException("The message ends before its length.");
        }
        return bytes;
    }

    private static String json(MapMessage map) throws JMSException, MalformedException {
        JsonObjectBuilder json = JSON.createObjectBuilder();
        Enumeration<?> names = map.getMapNames();
        while (names.hasMoreElements()) {
            String name = (String) names.nextElement();
            put(json, name, map.getObject(name));
        }
        return json.build().toString();
    }

    /** The types that a MapMessage may hold (Jakarta Messaging 3.1, section 3.11.3); bytes become base64. */
    private static void put(JsonObjectBuilder json, String name, Object value) throws MalformedException {
        if (value == null) {
            json.addNull(name);
        } else if (value instanceof Boolean bool) {
            json.add(name, bool);
        } else if (value instanceof Double || value instanceof Float) {
            putDecimal(json, name, (Number) value);
        } else if (value instanceof Number number) {
            json.add(name, number.longValue());
        } else if (value instanceof byte[] bytes) {
            json.add(name, Base64.getEncoder().encodeToString(bytes));
        } else if (value instanceof String || value instanceof Character) {
            json.add(name, value.toString());
        } else {
            throw new MalformedException("The map holds a value that has no place in JSON.");
        }
    }

    private static void putDecimal(JsonObjectBuilder json, String name, Number number) throws MalformedException {
        if (!Double.isFinite(number.doubleValue())) {
            throw new MalformedException("The map holds a number that is not finite, which JSON can't say.");
        }
        json.add(name, new BigDecimal(number.toString()));
    }
}
