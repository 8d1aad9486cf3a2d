package carillon.check;

/** How a process that can't start ends; the numbers are those of {@code sysexits.h}. {@code docs/operations.md} lists them. */
public enum ExitStatus {

    /** The address or the port can't be had. */
    UNAVAILABLE(69),
    /** The server or the application failed to start. */
    START_FAILED(70),
    /** A directory can't be written. */
    CANNOT_WRITE(73),
    /** The application has not started within {@code carillon.start.timeout.ms}. */
    TOO_SLOW(75),
    /** A setting is refused. */
    CONFIGURATION(78);

    private final int number;

    ExitStatus(int number) {
        this.number = number;
    }

    /** What the process ends with. */
    public int number() {
        return number;
    }
}
