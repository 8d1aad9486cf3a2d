/**
 * How far somebody has heard: cursors, and how they travel through clients that may not change them.
 *
 * <p>A noun: it knows positions and keys, not what was said.
 */
package carillon.history.cursor;
