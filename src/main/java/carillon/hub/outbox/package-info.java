/**
 * What waits for one client, and when it is written: bounded in bytes and in time, one write in flight, at the pace at which the client proves that it reads.
 *
 * <p>Nothing here knows of channels that are followed, or of other connections, and nothing waits for the client or throws because of it.
 */
package carillon.hub.outbox;
