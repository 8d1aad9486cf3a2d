package carillon.ops;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Adds the beans of MicroProfile Health where the server has it.
 *
 * <p>They have no annotation by which CDI would find them, and nothing else names them: where the server has no MicroProfile Health they are never looked at.
 */
public class HealthExtension implements Extension {

    private static final Logger LOG = Logger.getLogger(HealthExtension.class.getName());
    private static final String API = "org.eclipse.microprofile.health.HealthCheck";

    /** Called by CDI before it looks for beans. */
    void add(@Observes BeforeBeanDiscovery discovery) {
        try {
            Class.forName(API, false, HealthExtension.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError none) {
            LOG.log(Level.FINE, "This server has no MicroProfile Health; Carillon's own addresses answer.", none);
            return;
        }
        discovery.addAnnotatedType(HealthChecks.Ready.class, HealthChecks.Ready.class.getName());
        discovery.addAnnotatedType(HealthChecks.Live.class, HealthChecks.Live.class.getName());
        discovery.addAnnotatedType(HealthChecks.Started.class, HealthChecks.Started.class.getName());
    }
}
