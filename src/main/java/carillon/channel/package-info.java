/**
 * The words: channels, payloads, publications and what identifies them.
 *
 * <p>Immutable values that every other package speaks in. Nothing here knows of sockets, brokers or settings, and nothing here depends on
 * another package of Carillon.
 */
package carillon.channel;
