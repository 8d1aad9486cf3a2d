package carillon.cluster;

/** Why a cluster could not do what was asked, in one line that is fit to be shown to a user. */
public final class ClusterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ClusterException(String line) {
        super(line);
    }

    public ClusterException(String line, Throwable cause) {
        super(line, cause);
    }

    /** Whatever was thrown, as one line; waiting wraps what it has caught. */
    static ClusterException of(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ClusterException known) {
                return known;
            }
        }
        return new ClusterException(thrown.getMessage() == null ? thrown.toString() : thrown.getMessage(), thrown);
    }
}
