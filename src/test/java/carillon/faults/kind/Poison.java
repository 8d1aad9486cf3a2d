package carillon.faults.kind;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.Session;
import jakarta.jms.StreamMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Forty kinds of JMS messages that mean nothing to a node, or claim to be what they are not. None of them may become a publication. */
final class Poison {

    private static final String CHANNEL = "poison";
    private static final int TOO_MUCH = 70_000;

    /** Makes a message of one kind. */
    interface Kind {
        Message make(Session session) throws JMSException;
    }

    private final List<Kind> kinds = new ArrayList<>();

    private Poison() {
        foreign();
        headers();
        batches();
        others();
    }

    static List<Kind> kinds() {
        return List.copyOf(new Poison().kinds);
    }

    private void add(Kind kind) {
        kinds.add(kind);
    }

    /** What legacy programs might send. */
    private void foreign() {
        add(session -> session.createTextMessage("no channel"));
        add(session -> named(session.createTextMessage("an empty channel"), ""));
        add(session -> named(session.createTextMessage("dots"), "a..b"));
        add(session -> named(session.createTextMessage("a wildcard"), "a.*"));
        add(session -> named(session.createTextMessage("too long a name"), "n".repeat(256)));
        add(session -> named(session.createTextMessage("no ASCII"), "kan\u00e4le"));
        add(session -> named(session.createTextMessage("control"), "a\u0000b"));
        add(session -> named(session.createTextMessage(), CHANNEL));
        add(session -> named(session.createTextMessage("a lone surrogate \ud800"), CHANNEL));
        add(session -> named(session.createTextMessage("x".repeat(TOO_MUCH)), CHANNEL));
        add(session -> named(session.createObjectMessage("an object"), CHANNEL));
        add(session -> named(session.createMessage(), CHANNEL));
        add(session -> named(stream(session), CHANNEL));
        add(session -> named(bytes(session, new byte[] {(byte) 0xc3, (byte) 0x28}), CHANNEL));
        add(session -> named(bytes(session, new byte[TOO_MUCH]), CHANNEL));
        add(session -> named(map(session, Double.NaN), CHANNEL));
        add(session -> named(map(session, Float.NEGATIVE_INFINITY), CHANNEL));
        add(session -> named(map(session, Map.of("a", "map")), CHANNEL));
        add(session -> named(map(session, List.of("a list")), CHANNEL));
    }

    /** What claims to be an envelope and has headers that no node writes. */
    private void headers() {
        add(session -> with(envelope(session, "batch", new byte[8]), "carillon_version", 2));
        add(session -> with(envelope(session, "batch", new byte[8]), "carillon_version", "one"));
        add(session -> with(envelope(session, "batch", new byte[8]), "carillon_version", true));
        add(session -> with(envelope(session, "batch", new byte[8]), "carillon_origin", ""));
        add(session -> with(envelope(session, "batch", new byte[8]), "carillon_origin", "o".repeat(300)));
        add(session -> with(envelope(session, "batch", new byte[8]), "carillon_origin", "no origin at all"));
        add(session -> with(envelope(session, "batch", new byte[8]), "carillon_seq", "many"));
        add(session -> with(envelope(session, "batch", new byte[8]), "carillon_seq", -5L));
        add(session -> envelope(session, "invitation", new byte[8]));
        add(session -> {
            Message message = session.createTextMessage("only a version");
            message.setIntProperty("carillon_version", 1);
            return message;
        });
        add(session -> with(with(session.createObjectMessage("an object"), "carillon_version", 1), "carillon_kind", "batch"));
    }

    private void batches() {
        add(session -> with(envelope(session, "batch", new byte[0]), "carillon_count", 1));
        add(session -> with(envelope(session, "batch", new byte[64]), "carillon_count", -1));
        add(session -> with(envelope(session, "batch", new byte[64]), "carillon_count", Integer.MAX_VALUE));
        add(session -> with(envelope(session, "batch", new byte[] {0, 1, 'a', 1, 0x7f, -1, -1, -1, 'x'}), "carillon_count", 1));
        add(session -> with(envelope(session, "batch", new byte[] {0, 1, 'a', 9, 0, 0, 0, 1, 'x'}), "carillon_count", 1));
        add(session -> with(envelope(session, "batch", new byte[] {-1, -1, 'a', 1, 0, 0, 0, 1, 'x'}), "carillon_count", 1));
    }

    private void others() {
        add(session -> envelope(session, "beat", new byte[] {1, 2, 3}));
        add(session -> envelope(session, "beat", new byte[] {0, 0, 0, 0, 0, 0, 0, 1, 0, -1, -1, 5}));
        add(session -> with(envelope(session, "repair", new byte[0]), "carillon_to", "the end"));
        add(session -> with(with(envelope(session, "resend", new byte[64]), "carillon_about", ""), "carillon_count", 3));
    }

    private static Message named(Message message, String channel) throws JMSException {
        return with(message, "channel", channel);
    }

    private static Message with(Message message, String property, Object value) throws JMSException {
        message.setObjectProperty(property, value);
        return message;
    }

    private static Message envelope(Session session, String kind, byte[] body) throws JMSException {
        Message message = bytes(session, body);
        message.setIntProperty("carillon_version", 1);
        message.setStringProperty("carillon_kind", kind);
        message.setStringProperty("carillon_origin", "poisonorigin");
        message.setLongProperty("carillon_seq", 1);
        message.setIntProperty("carillon_count", 1);
        return message;
    }

    private static Message bytes(Session session, byte[] body) throws JMSException {
        BytesMessage message = session.createBytesMessage();
        message.writeBytes(body);
        return message;
    }

    private static Message stream(Session session) throws JMSException {
        StreamMessage message = session.createStreamMessage();
        message.writeInt(1);
        return message;
    }

    private static Message map(Session session, Object value) throws JMSException {
        MapMessage message = session.createMapMessage();
        message.setObject("value", value);
        return message;
    }
}
