package carillon.backplane;

import carillon.channel.Origin;
import carillon.sequence.Hole;

/**
 * "I lack these: whoever has them, send them again."
 *
 * @param origin who asks
 * @param hole what it lacks
 */
public record Repair(Origin origin, Hole hole) implements Envelope {
}
