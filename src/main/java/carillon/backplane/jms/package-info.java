/**
 * The backplane over a JMS topic, and the door for programs that publish by plain JMS.
 *
 * <p>Only the API of Jakarta Messaging is used: which broker it is, and how it is reached, is said in the server's descriptors.
 */
package carillon.backplane.jms;
