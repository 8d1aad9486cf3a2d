/**
 * What a fresh node takes over from one that has been there for longer: the pieces in which it travels, what they become, and whom to ask for them.
 *
 * <p>A noun: it sends and delivers nothing itself, and it believes nothing that can't be true.
 */
package carillon.snapshot;
