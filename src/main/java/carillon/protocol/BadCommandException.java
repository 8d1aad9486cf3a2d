package carillon.protocol;

import java.util.OptionalLong;

/** A line that is no command, or one that can't be carried out as it is, with what is wrong in words that may be shown to whoever sent it. */
public final class BadCommandException extends Exception {

    private static final long serialVersionUID = 1;

    /** Whose fault it is. */
    public enum Fault {
        /** That of the client's software: what it sent is not the protocol. */
        PROTOCOL,
        /** That of the values that an application has put into a command. */
        VALUE,
        /** The same, of a publish command. */
        PUBLICATION
    }

    private final transient OptionalLong id;
    private final Fault fault;

    BadCommandException(OptionalLong id, Fault fault, String message) {
        super(message, null, false, false); // no stack trace: a flood of nonsense must be cheap
        this.id = id;
        this.fault = fault;
    }

    /** There is no command to be read at all. */
    public BadCommandException(String message) {
        this(OptionalLong.empty(), Fault.PROTOCOL, message);
    }

    /** The {@code id} of the command, if as much could be read. */
    public OptionalLong id() {
        return id;
    }

    /** Whose fault it is. */
    public Fault fault() {
        return fault;
    }
}
