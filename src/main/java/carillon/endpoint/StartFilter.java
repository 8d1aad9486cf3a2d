package carillon.endpoint;

import carillon.config.StartOutcome;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** Answers 503 to everything where the application could not start; the addresses of its health say why. */
public class StartFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws IOException, ServletException {
        Optional<String> failure = StartOutcome.failure();
        if (failure.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store");
        boolean health = request.getRequestURI().startsWith(request.getContextPath() + "/health/");
        response.setContentType(health ? "application/json" : "text/plain");
        response.getWriter().write(health ? health(failure.get()).toString() : "This node could not start.");
    }

    private static JsonObject health(String why) {
        return Json.createObjectBuilder().add("status", "DOWN").add("checks", Json.createArrayBuilder()
                .add(Json.createObjectBuilder().add("name", "start").add("status", "DOWN").add("diagnosis", why))).build();
    }
}
