package carillon.history.cursor;

/**
 * A cursor that a client hands in.
 *
 * @param cursor what it proves to have seen
 * @param ageMs how long ago it was made, in milliseconds, or a little longer; what foreign programs published before is taken as seen
 */
public record Claim(Cursor cursor, long ageMs) {
}
