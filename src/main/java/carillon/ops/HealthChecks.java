package carillon.ops;

import jakarta.enterprise.inject.spi.CDI;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/** What MicroProfile Health asks, where the server has it; {@link HealthExtension} adds these beans. */
final class HealthChecks {

    private HealthChecks() {
    }

    /** Looked up, not injected: what an extension adds is, on Payara, in a bean archive that does not see those of the application. */
    private static NodeState state() {
        return CDI.current().select(NodeState.class).get();
    }

    private static HealthCheckResponse response(String name, List<Check> checks) {
        HealthCheckResponseBuilder response = HealthCheckResponse.named(name).status(NodeState.isUp(checks));
        for (Check check : checks) {
            response.withData(check.name(), check.status());
            check.data().forEach((key, value) -> {
                if (value != null) {
                    response.withData(check.name() + "." + key, value.toString());
                }
            });
        }
        return response.build();
    }

    /** Whether this node may be sent clients. */
    @Readiness
    public static class Ready implements HealthCheck {

        @Override
        public HealthCheckResponse call() {
            return response("carillon-ready", state().readiness());
        }
    }

    /** Whether all that runs by itself does. */
    @Liveness
    public static class Live implements HealthCheck {

        @Override
        public HealthCheckResponse call() {
            return response("carillon-live", state().liveness());
        }
    }

    /** Whether all that runs by itself has begun. */
    @Startup
    public static class Started implements HealthCheck {

        @Override
        public HealthCheckResponse call() {
            return response("carillon-started", state().startup());
        }
    }
}
