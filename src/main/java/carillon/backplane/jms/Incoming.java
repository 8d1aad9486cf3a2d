package carillon.backplane.jms;

import carillon.backplane.Ask;
import carillon.backplane.BackplaneListener;
import carillon.backplane.Batch;
import carillon.backplane.Beat;
import carillon.backplane.Envelope;
import carillon.backplane.Keeping;
import carillon.backplane.Part;
import carillon.backplane.Rejected;
import carillon.backplane.Repair;
import carillon.backplane.Resend;
import carillon.backplane.Trial;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;

/** Tells the listener what a message of the topic says; what says nothing is told as rejected. Never throws. Stateless. */
final class Incoming {

    private Incoming() {
    }

    static void tell(Message message, BackplaneListener listener, int maxPayloadBytes) {
        try {
            tellValid(message, listener, maxPayloadBytes);
        } catch (MalformedException malformed) {
            listener.onRejected(rejected(message, malformed.getMessage()));
        } catch (JMSException | RuntimeException unreadable) {
            listener.onRejected(rejected(message, "The message can't be read (" + unreadable.getClass().getSimpleName() + ")."));
        }
    }

    private static void tellValid(Message message, BackplaneListener listener, int maxPayloadBytes) throws JMSException, MalformedException {
        if (!EnvelopeCodec.isEnvelope(message)) {
            listener.onForeign(Foreign.read(message, maxPayloadBytes, System.currentTimeMillis()));
            return;
        }
        tell(EnvelopeCodec.read(message), listener);
    }

    private static void tell(Envelope envelope, BackplaneListener listener) {
        if (envelope instanceof Batch batch) {
            listener.onBatch(batch);
        } else if (envelope instanceof Beat beat) {
            listener.onBeat(beat);
        } else if (envelope instanceof Repair repair) {
            listener.onRepair(repair);
        } else if (envelope instanceof Keeping keeping) {
            listener.onKeeping(keeping);
        } else if (envelope instanceof Ask ask) {
            listener.onAsk(ask);
        } else if (envelope instanceof Part part) {
            listener.onPart(part);
        } else if (envelope instanceof Resend resend) {
            listener.onResend(resend);
        } else if (!(envelope instanceof Trial)) { // which says nothing to whoever hears it
            throw new IllegalArgumentException("Nobody is told of " + envelope.getClass());
        }
    }

    /** Whether a message says that it is a heartbeat. Never throws. */
    static boolean isBeat(Message message) {
        return Headers.BEAT.equals(quietly(() -> message.getStringProperty(Headers.KIND), null));
    }

    private static Rejected rejected(Message message, String reason) {
        return new Rejected(reason, quietly(message::getJMSMessageID, "none"), Bodies.kind(message),
                quietly(() -> message.getStringProperty(Headers.CHANNEL), null),
                quietly(() -> message instanceof TextMessage text ? text.getText() : null, null));
    }

    private interface Reading {
        String read() throws JMSException;
    }

    /** What can't be read of a message that can't be read is left out of the report on it. */
    private static String quietly(Reading reading, String otherwise) {
        try {
            String value = reading.read();
            return value == null ? otherwise : value;
        } catch (JMSException | RuntimeException unreadable) {
            return otherwise;
        }
    }
}
