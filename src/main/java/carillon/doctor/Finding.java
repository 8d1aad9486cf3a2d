package carillon.doctor;

/**
 * Something that is wrong.
 *
 * @param ailment what
 * @param diagnosis how it shows, in words for an operator
 * @param ageMs for how long it has been seen, in milliseconds
 */
public record Finding(Ailment ailment, String diagnosis, long ageMs) {
}
