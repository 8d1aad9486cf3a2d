/**
 * The wire to browsers, as {@code docs/protocol.md} defines it: commands in; replies, pushes and close codes out.
 *
 * <p>Text to values and back, nothing else: no socket is touched, no state is kept.
 */
package carillon.protocol;
