/**
 * In which order publications come: how far each origin has been heard, what waits for what is missing, and what is sent again.
 *
 * <p>A noun: it decides what is next, what is a duplicate and what is lost. It never sends or delivers anything itself.
 */
package carillon.sequence;
