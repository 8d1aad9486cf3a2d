/**
 * What happens: publishing, delivering, subscribing, the heartbeat.
 *
 * <p>The verbs; the nouns are in the packages below. It stays at a few small types: a new feature is a new noun package and a line here. Nothing
 * here knows of JMS or of sockets.
 */
package carillon.relay;
