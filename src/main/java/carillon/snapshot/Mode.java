package carillon.snapshot;

/** What a node can find again that it did not hear. */
public enum Mode {

    /** The broker says again what was said before a node listened; and other nodes tell what they remember, where there are any. */
    FULL("full"),
    /** Other nodes tell what they remember, and send again what is missing. */
    REPAIR("repair"),
    /** What it does not hear it does not get: there is nobody else, or nobody answers. */
    LIVE_ONLY("live-only");

    private final String word;

    Mode(String word) {
        this.word = word;
    }

    /** As people are told. */
    public String word() {
        return word;
    }
}
