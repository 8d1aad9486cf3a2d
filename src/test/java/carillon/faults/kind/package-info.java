/** A class for each fault of docs/reliability.md: what it strikes, for how long, and what it expects to see besides what the checker finds. */
package carillon.faults.kind;
