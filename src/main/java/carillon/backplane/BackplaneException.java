package carillon.backplane;

/** The broker did not answer as it should. */
public final class BackplaneException extends Exception {

    private static final long serialVersionUID = 1;

    /** Makes one of what the adapter met. */
    public BackplaneException(String message, Throwable cause) {
        super(message, cause);
    }
}
