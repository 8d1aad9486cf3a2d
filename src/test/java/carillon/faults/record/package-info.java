/**
 * Who takes part in a run and what they write down: recorders, publishers, the ledger, and the checker that reads both.
 *
 * <p>Nothing here knows what fault there is, nor anything of a node but what it says to its clients.
 */
package carillon.faults.record;
