/**
 * What the load driver says and understands: WebSocket frames, the dialects of the servers, the marks in payloads.
 *
 * <p>Pure functions of bytes; it opens no socket and keeps no clock.
 */
package carillon.bench.wire;
