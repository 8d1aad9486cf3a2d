package carillon.ops;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** The root of the health resources: there on every server, with MicroProfile Health or without. */
@ApplicationPath("health")
public class HealthApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(HealthResource.class, ClusterResource.class);
    }
}
