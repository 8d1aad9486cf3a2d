package carillon.bench.load;

/**
 * What was published, and what all subscribers together got of it.
 *
 * <p>One thread.
 */
final class Account {

    private long expected;
    private long delivered;
    private long doubled;
    private long late;
    private long foreign;

    /** One publication that so many subscribers are to get. */
    void published(int audience) {
        expected += audience;
    }

    /**
     * One that came.
     *
     * @return whether it is the first time
     */
    boolean came(Seen.Kind kind) {
        if (kind == Seen.Kind.DOUBLED) {
            doubled++;
            return false;
        }
        if (kind == Seen.Kind.LATE) {
            late++;
        }
        delivered++;
        return true;
    }

    /** One that came to a subscriber of another channel, or of nobody that publishes here. */
    void misled() {
        foreign++;
    }

    long delivered() {
        return delivered;
    }

    /** What is still under way, or lost. */
    long missing() {
        return expected - delivered;
    }

    /** Gives up what is missing. */
    void writeOff() {
        expected = delivered;
    }

    /** How it went so far, with what is missing as lost. */
    Verdict verdict() {
        return new Verdict(missing(), doubled, late, foreign);
    }
}
