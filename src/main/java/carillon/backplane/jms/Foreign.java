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

    private Foreign() {
    }

    /**
     * The publication that a message stands for.
     *
     * @param maxBytes the longest payload, in bytes of UTF-8
     * @throws MalformedException if it stands for none
     */
    static Publication read(Message message, int maxBytes) throws JMSException, MalformedException {
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
        return new Publication(channel, new ForeignId(message.getJMSMessageID()), Payload.sniff(text));
    }

    private static Channel channel(Message message) throws JMSException, MalformedException {
        String name = message.getStringProperty(Headers.CHANNEL);
        if (name == null) {
            throw new MalformedException("The string property 'channel' is missing.");
        }
        return Channel.parse(name).orElseThrow(() -> new MalformedException("The property 'channel' is not a channel. " + Channel.RULE));
    }
}
