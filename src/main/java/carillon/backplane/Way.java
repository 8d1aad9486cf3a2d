package carillon.backplane;

/** By which way a message came. */
public enum Way {

    /** The topic that all nodes hear. */
    TOPIC,
    /** What one node answers another in private. */
    LINE,
    /** What the broker keeps of durable publications. */
    JOURNAL;

    /** Whether nodes send such an envelope by this way: an answer never by the topic, where anybody could have put it, and nothing else in private. */
    public boolean carries(Envelope envelope) {
        return envelope instanceof Part == (this == LINE);
    }
}
