package carillon.backplane;

import carillon.channel.Origin;

/**
 * "Somebody lacks these: here they are again."
 *
 * @param origin who says so, not necessarily who published them
 * @param batch what is sent again
 */
public record Resend(Origin origin, Batch batch) implements Envelope {
}
