/**
 * What was said of late: the log of this node, below what nothing can be proved, and catching up.
 *
 * <p>A noun: it knows publications and positions, not who publishes, delivers or connects. It never asks a broker or a clock of the day, and it
 * never calls something complete that it can't prove complete.
 */
package carillon.history;
