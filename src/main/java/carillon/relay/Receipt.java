package carillon.relay;

import carillon.channel.AckLevel;
import carillon.channel.Stamp;

/**
 * A publication is published.
 *
 * @param stamp what its subscribers get it as
 * @param level how far it has surely come
 * @param repeated whether it had been published before, with the same key, and is not delivered again
 */
public record Receipt(Stamp stamp, AckLevel level, boolean repeated) {
}
