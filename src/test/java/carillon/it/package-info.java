/** Tests against the real thing: a broker and three nodes, each a process of its own, started once for all of them. */
package carillon.it;
