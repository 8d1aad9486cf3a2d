package carillon.doctor;

import carillon.config.Settings;
import carillon.config.Ticker;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Looks for all ailments once a second, remembers what it finds, and logs each once when it begins and once when it ends. One thread examines, any may ask.
 */
@ApplicationScoped
public class Doctor {

    private static final Logger LOG = Logger.getLogger(Doctor.class.getName());
    private static final long EVERY_NANOS = 1_000_000_000L;
    private static final long MS = 1_000_000L;

    private final List<Symptom> symptoms;
    private final Site site;
    private final Ticker ticker;
    private long dueAt;
    /** What was found; guarded by this. */
    private final Map<Ailment, Found> found = new EnumMap<>(Ailment.class);

    private record Found(String diagnosis, long since) {
    }

    /** For the container's proxy only. */
    protected Doctor() {
        this(List.of(), Site.UNKNOWN, () -> 0);
    }

    /** Makes one that knows the symptoms that there are. */
    @Inject
    public Doctor(Instance<Symptom> symptoms, Settings settings, Ticker ticker) {
        this(symptoms.stream().toList(), Site.of(System::getProperty, settings.adapter()), ticker);
    }

    /**
     * Makes one that knows some symptoms.
     *
     * @param site where the node runs, for which cures have to fit
     */
    public Doctor(List<Symptom> symptoms, Site site, Ticker ticker) {
        this.symptoms = symptoms;
        this.site = site;
        this.ticker = ticker;
        this.dueAt = ticker.nanos();
    }

    /** Looks, if it is time. To be called a few times a second. */
    public void examine() {
        if (ticker.nanos() - dueAt >= 0) {
            dueAt = ticker.nanos() + EVERY_NANOS;
            symptoms.forEach(symptom -> note(symptom.of(), symptom.look()));
        }
    }

    private synchronized void note(Ailment ailment, Optional<String> seen) {
        Found before = found.get(ailment);
        if (seen.isPresent()) {
            found.put(ailment, new Found(seen.get(), before == null ? ticker.nanos() : before.since()));
            if (before == null) {
                LOG.log(level(ailment), () -> ailment.word() + ": " + seen.get() + remedy(ailment));
            }
        } else if (before != null) {
            found.remove(ailment);
            LOG.info(() -> ailment.word() + ": no longer.");
        }
    }

    private String remedy(Ailment ailment) {
        List<String> lines = site.lines(ailment);
        return lines.isEmpty() ? "" : " Cure: " + String.join(" | ", lines);
    }

    private static Level level(Ailment ailment) {
        return ailment.severity() == Severity.INFO ? Level.INFO : Level.WARNING;
    }

    /** What is wrong now, the worst first. */
    public synchronized List<Finding> findings() {
        long now = ticker.nanos();
        return found.entrySet().stream().map(one -> new Finding(one.getKey(), one.getValue().diagnosis(), site.lines(one.getKey()), (now - one.getValue().since()) / MS))
                .sorted(Comparator.comparing(finding -> finding.ailment().severity())).toList();
    }
}
