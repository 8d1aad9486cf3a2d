/** What a campaign strikes: three nodes, a broker, HAProxy, and links between them that can be cut. Nothing here knows who is connected. */
package carillon.faults.stage;
