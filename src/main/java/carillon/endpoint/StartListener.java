package carillon.endpoint;

import carillon.check.Findings;
import carillon.check.SettingsCheck;
import carillon.config.Settings;
import carillon.config.StartOutcome;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Starts the node with the application and stops it, and tells whether it could start.
 *
 * <p>Nothing that fails here makes the deployment fail: an application that is not there can't say why, and servers call themselves healthy without it
 * (decision 11). It stays, its doors answer 503 ({@link StartFilter}) and its health is DOWN.
 */
@WebListener
public class StartListener implements ServletContextListener {

    private static final Logger LOG = Logger.getLogger(StartListener.class.getName());

    /** What is needed is made when it is asked for, so that what fails fails here. */
    @Inject
    private Instance<Settings> settings;
    @Inject
    private Instance<NodeLifecycle> lifecycles;
    private NodeLifecycle lifecycle;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        try {
            warnOf(settings.get());
            if (StartOutcome.failure().isEmpty()) {
                lifecycle = lifecycles.get();
                lifecycle.start(event.getServletContext());
            }
        } catch (Throwable failure) { // whatever it is: a node that is half there must not serve
            LOG.log(Level.SEVERE, "Carillon can't start.", failure);
            StartOutcome.failed(reason(failure));
        }
        StartOutcome.failure().ifPresentOrElse(why -> LOG.severe(() -> "Carillon can't start: " + why), StartOutcome::started);
    }

    private static void warnOf(Settings settings) {
        Findings findings = new Findings();
        SettingsCheck.examine(new ServerSource(), findings);
        findings.refusal().ifPresent(refusal -> StartOutcome.failed(refusal.sentence()));
        findings.warnings().forEach(LOG::warning);
    }

    /** The deepest cause that says something. */
    private static String reason(Throwable failure) {
        String told = failure.toString();
        int depth = 0;
        for (Throwable one = failure; one != null && depth++ < 50; one = one.getCause()) {
            told = one.getMessage() != null ? one instanceof IllegalArgumentException ? one.getMessage() : one.toString() : told;
        }
        return told;
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        stop();
    }

    private void stop() {
        if (lifecycle != null) {
            lifecycle.stop();
        }
    }
}
