package carillon.faults.stage;

/** What is special about the stage that a fault needs; a stage is booted for each. */
public enum Flavour {
    /** As in production. */
    PLAIN,
    /** The clock of each process can be set ({@code libfaketime}). */
    CLOCKS,
    /** The broker doubles messages and brings them out of order when it is told to. */
    MISCHIEF,
    /** The broker lets go of what a slow node does not take, early. */
    IMPATIENT
}
