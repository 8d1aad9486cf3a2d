package carillon.backplane;

import carillon.channel.Origin;
import carillon.snapshot.Piece;

/**
 * "This is a part of what I remember": to one node, not to all.
 *
 * @param origin who says so
 * @param number which attempt of who asked it answers
 * @param index the number of the piece, from 0
 * @param last whether it is the last
 * @param piece what is remembered
 * @param to where it goes; null if it has come
 */
public record Part(Origin origin, long number, int index, boolean last, Piece piece, ReturnAddress to) implements Envelope {
}
