package carillon.backplane.jms;

import carillon.backplane.Ask;
import carillon.backplane.Batch;
import carillon.backplane.Batch.Item;
import carillon.backplane.Beat;
import carillon.backplane.Envelope;
import carillon.backplane.EnvelopeSignature;
import carillon.backplane.Keeping;
import carillon.backplane.Part;
import carillon.backplane.Refusal;
import carillon.backplane.Repair;
import carillon.backplane.Resend;
import carillon.backplane.Trial;
import carillon.backplane.Way;
import carillon.channel.Origin;
import carillon.sequence.Hole;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Envelopes to signed JMS messages and back. Immutable; safe for use by any thread. */
final class EnvelopeCodec {

    private static final Map<Class<? extends Envelope>, String> KINDS = Map.of(Ask.class, Headers.ASK, Batch.class, Headers.BATCH, Beat.class, Headers.BEAT,
            Keeping.class, Headers.KEEPING, Part.class, Headers.PART, Repair.class, Headers.REPAIR, Resend.class, Headers.RESEND, Trial.class, Headers.TRIAL);
    private static final byte[] NO_BODY = new byte[0];

    private final EnvelopeSignature signature;

    EnvelopeCodec(EnvelopeSignature signature) {
        this.signature = signature;
    }

    /** Whether a message claims to be an envelope; otherwise it is a foreign one. */
    static boolean isEnvelope(Message message) throws JMSException {
        return message.propertyExists(Headers.VERSION);
    }

    Message write(Session session, Envelope envelope) throws JMSException {
        BytesMessage message = session.createBytesMessage();
        message.setIntProperty(Headers.VERSION, Headers.CURRENT);
        message.setStringProperty(Headers.ORIGIN, envelope.origin().id());
        message.setStringProperty(Headers.KIND, KINDS.get(envelope.getClass()));
        writeHeaders(message, envelope);
        byte[] body = body(envelope);
        message.writeBytes(body);
        message.setStringProperty(Headers.SIGNATURE, signature.sign(SignedHeaders.of(message), body));
        return message;
    }

    private static void writeHeaders(Message message, Envelope envelope) throws JMSException {
        if (envelope instanceof Batch batch) {
            writeHeaders(message, batch);
        } else if (envelope instanceof Resend resend) {
            message.setStringProperty(Headers.ABOUT, resend.batch().origin().id());
            writeHeaders(message, resend.batch());
        } else if (envelope instanceof Repair repair) {
            message.setStringProperty(Headers.ABOUT, repair.hole().origin().id());
            message.setLongProperty(Headers.SEQUENCE, repair.hole().from());
            message.setLongProperty(Headers.TO, repair.hole().to());
        } else if (envelope instanceof Beat beat) {
            message.setLongProperty(Headers.SEQUENCE, beat.last());
        } else if (envelope instanceof Ask ask) {
            message.setStringProperty(Headers.ABOUT, ask.peer().id());
            message.setLongProperty(Headers.SEQUENCE, ask.from());
            message.setLongProperty(Headers.NUMBER, ask.number());
        } else if (envelope instanceof Part part) {
            message.setLongProperty(Headers.SEQUENCE, part.index());
            message.setLongProperty(Headers.NUMBER, part.number());
            message.setBooleanProperty(Headers.LAST, part.last());
        }
    }

    private static void writeHeaders(Message message, Batch batch) throws JMSException {
        message.setLongProperty(Headers.SEQUENCE, batch.first());
        message.setIntProperty(Headers.COUNT, batch.items().size());
        String spare = SpareItems.write(batch.items());
        if (spare != null) {
            message.setStringProperty(Headers.SPARE, spare);
        }
    }

    private static byte[] body(Envelope envelope) {
        if (envelope instanceof Batch batch) {
            return BatchBody.write(batch.items());
        } else if (envelope instanceof Resend resend) {
            return BatchBody.write(resend.batch().items());
        } else if (envelope instanceof Beat beat) {
            return BeatBody.write(beat);
        }
        return envelope instanceof Part part ? PartBody.write(part.piece()) : NO_BODY;
    }

    /**
     * Reads an envelope.
     *
     * @param way by which way it came
     * @throws RefusedException if no node of this cluster can have sent it in this way
     * @throws MalformedException if it only claims to be one
     */
    Envelope read(Message message, Way way) throws JMSException, MalformedException {
        byte[] body = message instanceof BytesMessage bytes ? Bodies.bytes(bytes, Bodies.ENVELOPE_MAX_BYTES) : NO_BODY;
        Optional<Refusal> refusal = signature.check(message.getStringProperty(Headers.SIGNATURE), SignedHeaders.of(message), body);
        if (refusal.isPresent()) {
            throw new RefusedException(refusal.get());
        }
        Envelope envelope = parse(message, body);
        if (!way.carries(envelope)) {
            throw new RefusedException(Refusal.MISPLACED);
        }
        return envelope;
    }

    private static Envelope parse(Message message, byte[] body) throws JMSException, MalformedException {
        try {
            if (message.getIntProperty(Headers.VERSION) != Headers.CURRENT) {
                throw new MalformedException("The envelope has a version that this node does not read.");
            }
            Origin origin = new Origin(message.getStringProperty(Headers.ORIGIN));
            String kind = message.getStringProperty(Headers.KIND);
            return switch (kind) {
                case Headers.KEEPING -> new Keeping(origin);
                case Headers.TRIAL -> new Trial(origin);
                case Headers.REPAIR -> new Repair(origin, new Hole(about(message), sequence(message), message.getLongProperty(Headers.TO)));
                case Headers.ASK -> new Ask(origin, about(message), message.getLongProperty(Headers.NUMBER), index(message), JmsAddress.of(message.getJMSReplyTo()));
                default -> parse(message, kind, origin, body);
            };
        } catch (IllegalArgumentException | NullPointerException refused) { // NumberFormatException is what JMS says of a number that is none
            throw new MalformedException("The envelope's headers are not in order.");
        }
    }

    private static Envelope parse(Message message, String kind, Origin origin, byte[] body) throws JMSException, MalformedException {
        return switch (message instanceof BytesMessage ? kind : "") {
            case Headers.BEAT -> BeatBody.read(origin, sequence(message), body);
            case Headers.BATCH -> batch(message, origin, body);
            case Headers.RESEND -> new Resend(origin, batch(message, about(message), body));
            case Headers.PART -> new Part(origin, message.getLongProperty(Headers.NUMBER), index(message), message.getBooleanProperty(Headers.LAST), PartBody.read(body), null);
            default -> throw new MalformedException("The envelope is of no kind that this node knows.");
        };
    }

    private static Batch batch(Message message, Origin origin, byte[] body) throws JMSException, MalformedException {
        List<Item> items = BatchBody.read(body, message.getIntProperty(Headers.COUNT));
        return new Batch(origin, sequence(message), SpareItems.read(message.getStringProperty(Headers.SPARE), items));
    }

    private static long sequence(Message message) throws JMSException {
        return message.getLongProperty(Headers.SEQUENCE);
    }

    private static int index(Message message) throws JMSException, MalformedException {
        long sequence = sequence(message);
        if (sequence < 0 || sequence > Integer.MAX_VALUE) {
            throw new MalformedException("The number of a piece is not possible.");
        }
        return (int) sequence;
    }

    private static Origin about(Message message) throws JMSException {
        return new Origin(message.getStringProperty(Headers.ABOUT));
    }
}
