/**
 * {@code mvn -Pbench}: measures this version beside the naive loop and Socket.IO, in one run on one machine.
 *
 * <p>How it measures and how to read it: docs/performance.md.
 */
package carillon.bench;
