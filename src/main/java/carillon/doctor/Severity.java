package carillon.doctor;

import java.util.Locale;

/** How bad it is. */
public enum Severity {

    /** The node does not do what it has to: it is not ready. */
    CRITICAL,
    /** It works, but not as it should; somebody has to look. A cluster is never taken out by that. */
    WARNING,
    /** It is good to know. */
    INFO;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** As operators are told. */
    public String word() {
        return word;
    }
}
