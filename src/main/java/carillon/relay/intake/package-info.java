/**
 * What a node makes of what it hears: brought into order, remembered, handed to the clients, repaired, and taken over from and told to other nodes.
 *
 * <p>It knows the nouns and the envelopes, but nothing of publishing, of connections, or of the rest of {@code relay}.
 */
package carillon.relay.intake;
