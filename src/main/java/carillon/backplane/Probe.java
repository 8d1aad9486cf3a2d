package carillon.backplane;

import java.util.List;

/**
 * What a node tells with its heartbeat so that each can see how the topic treats them all, and whether they go together.
 *
 * @param number of the probes of one origin, from 1, without holes
 * @param clockMs what the node's clock said when it was made, in milliseconds since 1970
 * @param release the version of Carillon that the node runs
 * @param cluster the name of the cluster to which the node belongs; empty if it has none
 * @param receipts which probes of others the node has heard, at most {@value #MAX_RECEIPTS}
 */
public record Probe(long number, long clockMs, String release, String cluster, List<Receipt> receipts) {

    /** How many receipts are told at most. */
    public static final int MAX_RECEIPTS = 128;
    private static final int MAX_TEXT = 64;

    /**
     * Makes one.
     *
     * @throws IllegalArgumentException if it has no number, a text is too long, or there are too many receipts
     */
    public Probe {
        receipts = List.copyOf(receipts);
        if (number < 1 || release.length() > MAX_TEXT || cluster.length() > MAX_TEXT || receipts.size() > MAX_RECEIPTS) {
            throw new IllegalArgumentException("The probe is not in order.");
        }
    }
}
