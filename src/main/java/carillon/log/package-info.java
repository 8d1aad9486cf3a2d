/**
 * How the JVM of {@code carillon-node.jar} writes its log: one line a record, as text or as JSON, and no more of them than a reader or a disk can take.
 *
 * <p>Plain JDK: the server's log manager loads it from the root of the node's jar, before there is an application. Other servers write their logs themselves.
 */
package carillon.log;
