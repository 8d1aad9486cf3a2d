package carillon.relay;

import carillon.protocol.ErrorCode;

/** A publication was refused, or its outcome is not known; the code says which. */
public final class PublishException extends Exception {

    private static final long serialVersionUID = 1;

    private final ErrorCode code;

    PublishException(ErrorCode code, String message) {
        super(message, null, false, false); // no stack trace: while the broker is away there are many
        this.code = code;
    }

    /** What may be assumed. */
    public ErrorCode code() {
        return code;
    }

    /** The broker does not answer; nothing was published, nor will it be. */
    static PublishException unavailable() {
        return new PublishException(ErrorCode.UNAVAILABLE, "The broker does not answer. Nothing was published; try again later.");
    }

    /** The node is about to go; nothing was published, nor will it be. */
    public static PublishException leaving() {
        return new PublishException(ErrorCode.UNAVAILABLE, "This node is about to stop. Nothing was published; try again on another.");
    }

    /** Too many wait; nothing was published, nor will it be. */
    public static PublishException busy() {
        return new PublishException(ErrorCode.BUSY, "Too many publications wait for the broker. Nothing was published; try again later.");
    }

    /** The key belongs to another publication; nothing was published, nor will it be. */
    static PublishException conflict() {
        return new PublishException(ErrorCode.CONFLICT, "Something else was published on this channel with this key. Nothing was published.");
    }

    /** The broker keeps nothing; nothing was published, nor will it be. */
    static PublishException notKept() {
        return new PublishException(ErrorCode.UNSUPPORTED, "The broker keeps no journal here, so nothing can be durable. Nothing was published.");
    }

    /** The journal does not work now; nothing was published, nor will it be. */
    static PublishException journalAway() {
        return new PublishException(ErrorCode.UNAVAILABLE, "The broker's journal is not heard of, so nothing can be durable now. Nothing was published; try again later.");
    }

    /** Nobody knows. */
    public static PublishException unknown() {
        return new PublishException(ErrorCode.UNKNOWN, "The broker has not confirmed. It may have been published, or may yet be.");
    }
}
