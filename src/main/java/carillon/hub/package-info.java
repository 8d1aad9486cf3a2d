/**
 * Who is connected here, and how a publication gets to each of them.
 *
 * <p>Connections, their bounded outboxes and what they are subscribed to. Nothing here knows of the broker or of other nodes, and nothing here
 * waits for a client or throws because of one.
 */
package carillon.hub;
