package carillon.backplane.jms;

import carillon.backplane.Ask;
import carillon.backplane.Batch;
import carillon.backplane.Beat;
import carillon.backplane.Envelope;
import carillon.backplane.Keeping;
import carillon.backplane.Part;
import carillon.backplane.Repair;
import carillon.backplane.Resend;
import carillon.backplane.Trial;
import carillon.channel.Origin;
import carillon.sequence.Hole;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.util.Map;

/** Envelopes to JMS messages and back. Stateless. */
final class EnvelopeCodec {

    private static final Map<Class<? extends Envelope>, String> KINDS = Map.of(Ask.class, Headers.ASK, Batch.class, Headers.BATCH, Beat.class, Headers.BEAT,
            Keeping.class, Headers.KEEPING, Part.class, Headers.PART, Repair.class, Headers.REPAIR, Resend.class, Headers.RESEND, Trial.class, Headers.TRIAL);

    private EnvelopeCodec() {
    }

    /** Whether a message claims to be an envelope; otherwise it is a foreign one. */
    static boolean isEnvelope(Message message) throws JMSException {
        return message.propertyExists(Headers.VERSION);
    }

    static Message write(Session session, Envelope envelope) throws JMSException {
        BytesMessage message = session.createBytesMessage();
        message.setIntProperty(Headers.VERSION, Headers.CURRENT);
        message.setStringProperty(Headers.ORIGIN, envelope.origin().id());
        message.setStringProperty(Headers.KIND, kind(envelope));
        if (envelope instanceof Batch batch) {
            write(message, batch);
        } else if (envelope instanceof Resend resend) {
            message.setStringProperty(Headers.ABOUT, resend.batch().origin().id());
            write(message, resend.batch());
        } else if (envelope instanceof Repair repair) {
            message.setStringProperty(Headers.ABOUT, repair.hole().origin().id());
            message.setLongProperty(Headers.SEQUENCE, repair.hole().from());
            message.setLongProperty(Headers.TO, repair.hole().to());
        } else if (envelope instanceof Beat beat) {
            message.setLongProperty(Headers.SEQUENCE, beat.last());
            message.writeBytes(BeatBody.write(beat));
        } else if (envelope instanceof Ask ask) {
            message.setStringProperty(Headers.ABOUT, ask.peer().id());
            message.setLongProperty(Headers.SEQUENCE, ask.from());
            message.setLongProperty(Headers.NUMBER, ask.number());
        } else if (envelope instanceof Part part) {
            write(message, part);
        }
        return message;
    }

    private static void write(BytesMessage message, Part part) throws JMSException {
        message.setLongProperty(Headers.SEQUENCE, part.index());
        message.setLongProperty(Headers.NUMBER, part.number());
        message.setBooleanProperty(Headers.LAST, part.last());
        message.writeBytes(PartBody.write(part.piece()));
    }

    private static String kind(Envelope envelope) {
        return KINDS.get(envelope.getClass());
    }

    private static void write(BytesMessage message, Batch batch) throws JMSException {
        message.setLongProperty(Headers.SEQUENCE, batch.first());
        message.setIntProperty(Headers.COUNT, batch.items().size());
        message.writeBytes(BatchBody.write(batch.items()));
    }

    /**
     * Reads an envelope.
     *
     * @throws MalformedException if it only claims to be one
     */
    static Envelope read(Message message) throws JMSException, MalformedException {
        try {
            if (message.getIntProperty(Headers.VERSION) != Headers.CURRENT) {
                throw new MalformedException("The envelope has a version that this node does not read.");
            }
            Origin origin = new Origin(message.getStringProperty(Headers.ORIGIN));
            String kind = message.getStringProperty(Headers.KIND);
            if (Headers.KEEPING.equals(kind)) {
                return new Keeping(origin);
            }
            if (Headers.TRIAL.equals(kind)) {
                return new Trial(origin);
            }
            long sequence = message.getLongProperty(Headers.SEQUENCE);
            if (Headers.REPAIR.equals(kind)) {
                return new Repair(origin, new Hole(about(message), sequence, message.getLongProperty(Headers.TO)));
            }
            if (Headers.ASK.equals(kind)) {
                return new Ask(origin, about(message), message.getLongProperty(Headers.NUMBER), index(sequence), JmsAddress.of(message.getJMSReplyTo()));
            }
            if (message instanceof BytesMessage bytes) {
                return read(bytes, kind, origin, sequence);
            }
        } catch (IllegalArgumentException | NullPointerException refused) { // NumberFormatException is what JMS says of a number that is none
            throw new MalformedException("The envelope's headers are not in order.");
        }
        throw new MalformedException("The envelope is of no kind that this node knows.");
    }

    private static Envelope read(BytesMessage message, String kind, Origin origin, long sequence) throws JMSException, MalformedException {
        if (Headers.BEAT.equals(kind)) {
            return BeatBody.read(origin, sequence, Bodies.bytes(message, Bodies.ENVELOPE_MAX_BYTES));
        }
        if (Headers.BATCH.equals(kind)) {
            return batch(message, origin, sequence);
        }
        if (Headers.RESEND.equals(kind)) {
            return new Resend(origin, batch(message, about(message), sequence));
        }
        if (Headers.PART.equals(kind)) {
            return new Part(origin, message.getLongProperty(Headers.NUMBER), index(sequence), message.getBooleanProperty(Headers.LAST),
                    PartBody.read(Bodies.bytes(message, Bodies.ENVELOPE_MAX_BYTES)), null);
        }
        throw new MalformedException("The envelope is of no kind that this node knows.");
    }

    private static Batch batch(BytesMessage message, Origin origin, long sequence) throws JMSException, MalformedException {
        return new Batch(origin, sequence, BatchBody.read(Bodies.bytes(message, Bodies.ENVELOPE_MAX_BYTES), message.getIntProperty(Headers.COUNT)));
    }

    private static int index(long sequence) throws MalformedException {
        if (sequence < 0 || sequence > Integer.MAX_VALUE) {
            throw new MalformedException("The number of a piece is not possible.");
        }
        return (int) sequence;
    }

    private static Origin about(Message message) throws JMSException {
        return new Origin(message.getStringProperty(Headers.ABOUT));
    }
}
