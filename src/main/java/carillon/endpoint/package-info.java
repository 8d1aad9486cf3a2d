/**
 * The WebSocket door: handshakes, sessions, frames in, and the life of a node.
 *
 * <p>What the container makes (endpoints, filters, listeners) is stateless and thin; what one connection needs to remember is in its conversation.
 * Nobody imports this package.
 */
package carillon.endpoint;
