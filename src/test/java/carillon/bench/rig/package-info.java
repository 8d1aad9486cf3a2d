/**
 * What is measured: a cluster of one kind, started and ended here or given by URL, and what its processes use.
 */
package carillon.bench.rig;
