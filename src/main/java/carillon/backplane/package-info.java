/**
 * The port to all nodes: what is told to every node, this one included, and what is known of who told it.
 *
 * <p>The role, its envelopes, and the state that listening leaves behind. How envelopes travel is the business of an adapter in a package
 * below; nothing here knows of JMS.
 */
package carillon.backplane;
