package carillon.model;

/** What somebody who is no node does to the topic while a schedule runs. */
enum Attack {

    /** Nothing. */
    NONE,
    /** Forges envelopes of all kinds without the cluster's key, as a producer's account can; and, as one that can read too, sends again what nodes sent. */
    OUTSIDER,
    /** Has the key, and says of nodes that they have published what they have not. */
    INSIDER
}
