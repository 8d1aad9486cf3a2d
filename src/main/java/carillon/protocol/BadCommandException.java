package carillon.protocol;

import java.util.OptionalLong;

/** A line that is no command, with what is wrong in words that may be shown to whoever sent it. */
public final class BadCommandException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient OptionalLong id;

    BadCommandException(OptionalLong id, String message) {
        super(message, null, false, false); // no stack trace: a flood of nonsense must be cheap
        this.id = id;
    }

    /** There is no command to be read at all. */
    public BadCommandException(String message) {
        this(OptionalLong.empty(), message);
    }

    /** The {@code id} of the command, if as much could be read. */
    public OptionalLong id() {
        return id;
    }
}
