/**
 * The application that everybody writes first: a static set of sessions, and a message-driven bean that loops over it.
 *
 * <p>A yardstick for {@code mvn -Pbench}, deployed to the same server with the same broker; never part of Carillon. Its faults are
 * kept on purpose: no order, no limits, a JMS session for each message.
 */
package carillon.bench.naive;
