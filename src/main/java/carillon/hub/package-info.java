/**
 * Who is connected here, and how a publication gets to each of them.
 *
 * <p>Connections, and what they are subscribed to; what waits for each is in the package below. Nothing here knows of the broker or of other nodes, and nothing here
 * waits for a client or throws because of one.
 */
package carillon.hub;
