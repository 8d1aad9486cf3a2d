package carillon.endpoint;

import carillon.hub.Draining;
import carillon.relay.Boot;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;

/** Whether the node takes one more connection now, by whatever door. Safe for use by any thread. */
@ApplicationScoped
public class Gate {

    private final Admission admission;
    private final Draining draining;
    private final Boot boot;

    /** For the container's proxy only. */
    protected Gate() {
        this(null, null, null);
    }

    /** Makes one. */
    @Inject
    public Gate(Admission admission, Draining draining, Boot boot) {
        this.admission = admission;
        this.draining = draining;
        this.boot = boot;
    }

    /**
     * Why it does not, or empty if it does. Those that are under way at the same time may all pass: {@link Admission#admit} has the last word.
     *
     * @param address where the client is; null if that is not known
     */
    Optional<Refusal> refusal(String address) {
        if (draining.isBegun()) {
            return refused(HttpServletResponse.SC_SERVICE_UNAVAILABLE, "This node is about to stop.");
        }
        if (!boot.isOver()) {
            return refused(HttpServletResponse.SC_SERVICE_UNAVAILABLE, "This node has just started, and is not ready yet.");
        }
        if (admission.isFull(address)) {
            return refused(Refusal.TOO_MANY_REQUESTS, "This address has as many connections as it may have.");
        }
        return admission.isFull() ? refused(HttpServletResponse.SC_SERVICE_UNAVAILABLE, "This node has as many connections as it may have.") : Optional.empty();
    }

    private static Optional<Refusal> refused(int status, String reason) {
        return Optional.of(new Refusal(status, reason));
    }
}
