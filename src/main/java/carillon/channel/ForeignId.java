package carillon.channel;

/**
 * The identity of a publication that a foreign program put on the topic.
 *
 * @param messageId its JMSMessageID
 */
public record ForeignId(String messageId) implements Identity {
}
