/**
 * A faster way to a client where the server's WebSocket runs on the servlet upgrade: its frames, and ours, are written to the upgraded stream.
 *
 * <p>By the servlet API alone (Jakarta Servlet 6.0, section 2.3.3.5): the request is wrapped, so that whatever the container upgrades to is handed a
 * stream of ours. Where a server upgrades by other means (WildFly 39, Undertow) nothing of this is met, and sessions are written to as
 * Jakarta WebSocket has it. Never knows of commands, channels or the broker.
 */
package carillon.stream;
