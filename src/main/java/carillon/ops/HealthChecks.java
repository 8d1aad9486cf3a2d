package carillon.ops;

import carillon.config.StartOutcome;
import jakarta.enterprise.inject.spi.CDI;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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

    /** Where the application could not start there are no beans to ask. */
    private static HealthCheckResponse response(String name, Function<NodeState, List<Check>> question) {
        return response(name, StartOutcome.failure().map(why -> List.of(new Check("start", false, Map.of("diagnosis", why)))).orElseGet(() -> question.apply(state())));
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
            return response("carillon-ready", NodeState::readiness);
        }
    }

    /** Whether all that runs by itself does. */
    @Liveness
    public static class Live implements HealthCheck {

        @Override
        public HealthCheckResponse call() {
            return response("carillon-live", NodeState::liveness);
        }
    }

    /** Whether all that runs by itself has begun. */
    @Startup
    public static class Started implements HealthCheck {

        @Override
        public HealthCheckResponse call() {
            return response("carillon-started", NodeState::startup);
        }
    }
}
