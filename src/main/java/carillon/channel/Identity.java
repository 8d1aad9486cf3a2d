package carillon.channel;

/** What tells one publication from every other. */
public sealed interface Identity permits Stamp, ForeignId {
}
