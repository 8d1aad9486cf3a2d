/**
 * What operators and load balancers ask: is this node alive, is it ready, what has it seen. It only reads.
 */
package carillon.ops;
