package carillon.backplane;

import java.util.Locale;

/** Why an envelope that claims to come from a node was refused. */
public enum Refusal {

    /** It has no signature: an older version of Carillon, or a forger. */
    UNSIGNED("The envelope has no signature of a node."),
    /** It was signed by a key that this node does not have. */
    OTHER_KEY("The envelope was signed with another key."),
    /** Its signature does not fit what it says. */
    ALTERED("The signature of the envelope does not fit what it says."),
    /** It came by a way that nodes don't send it by, like an answer by the topic. */
    MISPLACED("The envelope came by a way that nodes don't send it by.");

    private final String reason;
    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    Refusal(String reason) {
        this.reason = reason;
    }

    /** In a sentence. */
    public String reason() {
        return reason;
    }

    /** In a word, for metrics. */
    public String word() {
        return word;
    }
}
