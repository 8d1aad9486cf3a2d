package carillon.channel;

/**
 * One published item, on its way to the subscribers of its channel.
 *
 * @param channel where it was published
 * @param identity what tells it from every other
 * @param payload what it says
 */
public record Publication(Channel channel, Identity identity, Payload payload) {
}
