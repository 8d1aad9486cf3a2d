package carillon.ops;

import carillon.config.Settings;
import carillon.hub.Draining;
import carillon.hub.Hub;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.function.Supplier;
import java.util.logging.Logger;

/**
 * Lets an operator drain this node before it is stopped: whoever knows the secret of {@code carillon.ops.token}. JSON; never cached.
 */
@Path("drain")
@Produces(MediaType.APPLICATION_JSON)
public class DrainResource {

    private static final Logger LOG = Logger.getLogger(DrainResource.class.getName());
    private static final String SCHEME = "Bearer ";

    @Inject
    private Settings settings;
    @Inject
    private Draining draining;
    @Inject
    private Hub hub;

    /**
     * Begins to drain, which can't be taken back; returns at once, with 202 and what a GET gives. Repeated, it does nothing more.
     *
     * @param authorization {@code Bearer} and the secret
     */
    @POST
    public Response begin(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization) {
        return guarded(authorization, () -> {
            if (!draining.isBegun()) {
                LOG.info("An operator drains this node.");
            }
            draining.begin();
            return state(202);
        });
    }

    /**
     * How far it is.
     *
     * @param authorization {@code Bearer} and the secret
     */
    @GET
    public Response look(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization) {
        return guarded(authorization, () -> state(200));
    }

    /** Where no secret is set there is no door: 404. Without the right one: 401, in the same words whatever is wrong. */
    private Response guarded(String authorization, Supplier<Response> then) {
        if (settings.opsToken().isEmpty()) {
            return Response.status(404).build();
        }
        if (!isRight(authorization, settings.opsToken().get())) {
            return Response.status(401).header(HttpHeaders.WWW_AUTHENTICATE, "Bearer").build();
        }
        return then.get();
    }

    /** Takes as long for a secret that is nearly right as for any other of its length. */
    private static boolean isRight(String authorization, String secret) {
        return authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && MessageDigest.isEqual(utf8(authorization.substring(SCHEME.length())), utf8(secret));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Response state(int status) {
        CacheControl never = new CacheControl();
        never.setNoStore(true);
        return Response.status(status).cacheControl(never)
                .entity(Json.createObjectBuilder().add("state", draining.state().wire()).add("connections", hub.size()).build().toString()).build();
    }
}
