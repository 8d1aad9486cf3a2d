package carillon.backplane;

import carillon.channel.Origin;

/**
 * "I read the broker's journal, and find in it what has to be there."
 *
 * @param origin who says so
 */
public record Keeping(Origin origin) implements Envelope {
}
