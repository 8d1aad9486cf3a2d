package carillon.backplane.jms;

import carillon.channel.Channel;
import carillon.channel.ForeignId;
import carillon.channel.Payload;
import carillon.channel.Publication;
import carillon.channel.Utf8;
import jakarta.jms.JMSException;
import jakarta.jms.Message;

/** Reads what foreign programs put on the topic: a message with the string property {@code channel}. Stateless. */
final class Foreign {

    /** Of a message that expires while it is read: it is delivered, and told nobody later. */
    private static final long LEAST_MS = 1;

    private Foreign() {
    }

    /**
     * The publication that a message stands for.
     *
     * @param maxBytes the longest payload, in bytes of UTF-8
     * @param now the time of day, in milliseconds since 1970
     * @throws MalformedException if it stands for none
     */
    static Publication read(Message message, int maxBytes, long now) throws JMSException, MalformedException {
        Channel channel = channel(message);
        String text = Bodies.text(message, maxBytes);
        if (!Utf8.wellFormed(text)) {
            throw new MalformedException("The text holds a lone surrogate, which is no character.");
        }
        int bytes = Utf8.length(text);
        if (bytes > maxBytes) {
            throw new MalformedException("The payload has " + bytes + " bytes; " + maxBytes + " are allowed (carillon.payload.max.bytes).");
        }
        if (message.getJMSMessageID() == null) {
            throw new MalformedException("The message has no JMSMessageID, so its duplicates could not be told apart.");
        }
        return new Publication(channel, new ForeignId(message.getJMSMessageID()), Payload.sniff(text)).living(lifetime(message.getJMSExpiration(), now));
    }

    /** From now on; the expiration is a time of day (Jakarta Messaging 3.1, section 3.4.9), and 0 for none. */
    private static long lifetime(long expiration, long now) {
        return expiration == 0 ? Publication.FOR_GOOD : Math.max(LEAST_MS, expiration - now);
    }

    private static Channel channel(Message message) throws JMSException, MalformedException {
        String name = message.getStringProperty(Headers.CHANNEL);
        if (name == null) {
            throw new MalformedException("The string property 'channel' is missing.");
        }
        return Channel.parse(name).orElseThrow(() -> new MalformedException("The property 'channel' is not a channel. " + Channel.RULE));
    }
}
