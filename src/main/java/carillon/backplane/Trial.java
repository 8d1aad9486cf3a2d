package carillon.backplane;

import carillon.channel.Origin;

/**
 * "Let me see whether the broker keeps this in its journal." It says nothing to those who hear it.
 *
 * @param origin who wants to know
 */
public record Trial(Origin origin) implements Envelope {
}
