package carillon.backplane.jms;

import carillon.backplane.Batch;
import carillon.backplane.Beat;
import carillon.backplane.Envelope;
import carillon.channel.Origin;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;

/** Envelopes to JMS messages and back. Stateless. */
final class EnvelopeCodec {

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
        if (envelope instanceof Batch batch) {
            message.setStringProperty(Headers.KIND, Headers.BATCH);
            message.setLongProperty(Headers.SEQUENCE, batch.first());
            message.setIntProperty(Headers.COUNT, batch.items().size());
            message.writeBytes(BatchBody.write(batch.items()));
        } else {
            message.setStringProperty(Headers.KIND, Headers.BEAT);
            message.setLongProperty(Headers.SEQUENCE, ((Beat) envelope).last());
        }
        return message;
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
            long sequence = message.getLongProperty(Headers.SEQUENCE);
            String kind = message.getStringProperty(Headers.KIND);
            if (Headers.BEAT.equals(kind)) {
                return new Beat(origin, sequence);
            }
            if (Headers.BATCH.equals(kind) && message instanceof BytesMessage bytes) {
                return new Batch(origin, sequence, BatchBody.read(Bodies.bytes(bytes, Bodies.ENVELOPE_MAX_BYTES), message.getIntProperty(Headers.COUNT)));
            }
        } catch (IllegalArgumentException | NullPointerException refused) { // NumberFormatException is what JMS says of a number that is none
            throw new MalformedException("The envelope's headers are not in order.");
        }
        throw new MalformedException("The envelope is neither a batch nor a beat.");
    }
}
