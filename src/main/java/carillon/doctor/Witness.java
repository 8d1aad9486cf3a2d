package carillon.doctor;

import carillon.backplane.Receipt;
import carillon.channel.Origin;
import java.util.Optional;

/**
 * What another node that is there says of itself, and of this one.
 *
 * @param origin which one
 * @param release the version of Carillon that it runs; empty of an older one, which does not say
 * @param cluster the name of its cluster
 * @param aheadMs by how much its clock is ahead of this node's, in milliseconds; below 0 if it is behind
 * @param ofMine which probes of this node it has heard; empty if it has heard none
 */
public record Witness(Origin origin, Optional<String> release, String cluster, long aheadMs, Optional<Receipt> ofMine) {
}
