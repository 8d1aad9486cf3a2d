/**
 * What is measured of each variant: eight situations, each a crowd of connections and a few phases of load.
 *
 * <p>They draw no conclusions but one: what was lost, doubled or out of order is noted as a fault.
 */
package carillon.bench.scenario;
