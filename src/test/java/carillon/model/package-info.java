/**
 * The model test: whole clusters of the real core (sequencing, repair, history, cursors, recovery) in one thread, over a network that a seed decides, and a checker
 * that knows only what was acknowledged and what was received.
 */
package carillon.model;
