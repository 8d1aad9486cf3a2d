package carillon.doctor;

import java.util.Optional;

/** The role of what looks for one ailment. Used by one thread at a time. */
public interface Symptom {

    /** What it looks for. */
    Ailment of();

    /** What is seen of it now, in words for an operator; empty if nothing is. Asked once a second. */
    Optional<String> look();
}
