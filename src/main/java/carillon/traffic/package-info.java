/**
 * What went through this node, in numbers: by which door, how much, how fast.
 *
 * <p>It counts and is read; nothing is decided by it. To count costs a publication next to nothing: plain adders, and one look for a whole batch.
 */
package carillon.traffic;
