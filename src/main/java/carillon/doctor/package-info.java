/**
 * What is wrong with this node or its cluster, and what cures it. It looks and says; it changes nothing.
 */
package carillon.doctor;
