package carillon.backplane.jms;

import carillon.backplane.Ask;
import carillon.backplane.BackplaneListener;
import carillon.backplane.Batch;
import carillon.backplane.Beat;
import carillon.backplane.Envelope;
import carillon.backplane.EnvelopeSignature;
import carillon.backplane.Keeping;
import carillon.backplane.Part;
import carillon.backplane.Refusal;
import carillon.backplane.Rejected;
import carillon.backplane.Repair;
import carillon.backplane.Resend;
import carillon.backplane.Trial;
import carillon.backplane.Way;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;

/** Tells the listener what a message says; what says nothing is told as rejected. Never throws. Immutable; safe for use by any thread. */
final class Incoming {

    private final EnvelopeCodec codec;
    private final int maxPayloadBytes;

    Incoming(EnvelopeSignature signature, int maxPayloadBytes) {
        this.codec = new EnvelopeCodec(signature);
        this.maxPayloadBytes = maxPayloadBytes;
    }

    void tell(Message message, Way way, BackplaneListener listener) {
        try {
            tellValid(message, way, listener);
        } catch (RefusedException refused) {
            listener.onRejected(rejected(message, refused.getMessage(), refused.refusal()));
        } catch (MalformedException malformed) {
            listener.onRejected(rejected(message, malformed.getMessage(), null));
        } catch (JMSException | RuntimeException unreadable) {
            listener.onRejected(rejected(message, "The message can't be read (" + unreadable.getClass().getSimpleName() + ").", null));
        }
    }

    private void tellValid(Message message, Way way, BackplaneListener listener) throws JMSException, MalformedException {
        if (EnvelopeCodec.isEnvelope(message)) {
            tell(codec.read(message, way), listener);
        } else if (way == Way.TOPIC) {
            listener.onForeign(Foreign.read(message, maxPayloadBytes, System.currentTimeMillis()));
        } else {
            throw new RefusedException(Refusal.MISPLACED);
        }
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

    private static Rejected rejected(Message message, String reason, Refusal refusal) {
        return new Rejected(reason, quietly(message::getJMSMessageID, "none"), Bodies.kind(message),
                quietly(() -> message.getStringProperty(Headers.CHANNEL), null),
                quietly(() -> message instanceof TextMessage text ? text.getText() : null, null), refusal);
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
