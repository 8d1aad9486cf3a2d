package carillon.ops;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** The root of what only operators may do. */
@ApplicationPath("ops")
public class OpsApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(DrainResource.class);
    }
}
