/**
 * The load driver: thousands of WebSocket connections on one thread, and an exact account of what each of them got.
 *
 * <p>One selector, reused buffers, marks found in the bytes as they came: it has to cost little beside the servers, which share its machine. It knows
 * nothing of the servers' processes and draws no conclusions. Rude clients ({@link carillon.bench.load.Flood}) have a thread of their own beside it.
 */
package carillon.bench.load;
