package carillon.faults;

import carillon.faults.stage.Flavour;

/** One kind of fault. What varies from run to run, it takes from the scene's random numbers. */
public interface Fault {

    /** As docs/reliability.md has it: {@code F1}. */
    String code();

    /** In a few words. */
    String what();

    default Flavour flavour() {
        return Flavour.PLAIN;
    }

    /** What acknowledgements the publishers ask for; null for the node's default. */
    default String level() {
        return null;
    }

    /** Whether a publish may find nobody who answers it: where nodes are frozen. */
    default boolean silencesNodes() {
        return false;
    }

    /**
     * Strikes while publications flow, and mends. Returns when the fault is over; a node that was killed may still be booting.
     */
    void strike(Scene scene) throws Exception;
}
