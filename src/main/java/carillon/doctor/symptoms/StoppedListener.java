package carillon.doctor.symptoms;

import carillon.backplane.Downlink;
import carillon.backplane.Uplink;
import carillon.doctor.Ailment;
import carillon.doctor.Symptom;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Optional;

/** The broker takes what this node says, but the server brings nothing: the adapter is stopped, or listens elsewhere. */
@Dependent
class StoppedListener implements Symptom {

    private static final long SILENT_MS = 5_000;

    private final Uplink uplink;
    private final Downlink downlink;

    @Inject
    StoppedListener(Uplink uplink, Downlink downlink) {
        this.uplink = uplink;
        this.downlink = downlink;
    }

    @Override
    public Ailment of() {
        return Ailment.STOPPED_LISTENER;
    }

    @Override
    public Optional<String> look() {
        boolean spoken = uplink.takenMs().orElse(0) >= SILENT_MS && !uplink.hasEnded();
        boolean silent = downlink.silentMs().orElse(Long.MAX_VALUE) >= SILENT_MS && downlink.busyMs() == 0;
        if (!spoken || !silent) {
            return Optional.empty();
        }
        return Optional.of(downlink.calls() == 0
                ? "The broker takes this node's heartbeats, but the server has brought nothing since it booted: the adapter does not run, or listens to another topic or broker."
                : "The broker takes this node's heartbeats, but the server has brought nothing for " + downlink.silentMs().orElse(0) / 1_000 + " s: the adapter has stopped.");
    }
}
