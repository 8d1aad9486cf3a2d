package carillon.doctor;

import java.util.List;

/**
 * Something that is wrong.
 *
 * @param ailment what
 * @param diagnosis how it shows, in words for an operator
 * @param cure lines for a shell that cure it, or show what has to be cured, as they fit the node's server; none if nothing does
 * @param ageMs for how long it has been seen, in milliseconds
 */
public record Finding(Ailment ailment, String diagnosis, List<String> cure, long ageMs) {
}
