/**
 * A real cluster on this machine: a broker's JVM and the node jar's JVMs, for {@code mvn -Pcluster} and for tests.
 *
 * <p>Every process is a child that it started itself, on loopback, with its files under the build directory. It
 * never ends a process that it did not start and never leaves one behind, however this JVM ends.
 */
package carillon.cluster;
