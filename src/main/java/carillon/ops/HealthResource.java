package carillon.ops;

import carillon.backplane.ForeignIds;
import carillon.backplane.Peers;
import carillon.backplane.Pulse;
import carillon.backplane.Refusals;
import carillon.backplane.Rejected;
import carillon.backplane.Rejections;
import carillon.backplane.Self;
import carillon.channel.Origin;
import carillon.doctor.Doctor;
import carillon.hub.Draining;
import carillon.hub.Hub;
import carillon.sequence.Sequencer;
import carillon.snapshot.Means;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/**
 * Answers whether this node is alive and ready, and what it has seen. JSON; never cached.
 */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource {

    @Inject
    private Self self;
    @Inject
    private Pulse pulse;
    @Inject
    private Peers peers;
    @Inject
    private Hub hub;
    @Inject
    private Draining draining;
    @Inject
    private Sequencer sequencer;
    @Inject
    private Means means;
    @Inject
    private ForeignIds foreignIds;
    @Inject
    private Rejections rejections;
    @Inject
    private Refusals refusals;
    @Inject
    private NodeState state;
    @Inject
    private Doctor doctor;

    /** 200 as long as all that runs by itself does; 503 if a part of it has been stuck or dead for long. */
    @GET
    @Path("live")
    public Response live() {
        return verdict(state.liveness());
    }

    /** 200 if this node hears its own heartbeat through the broker, has heard of all others, and is not about to stop, and so may be sent clients; else 503. */
    @GET
    @Path("ready")
    public Response ready() {
        return verdict(state.readiness());
    }

    /** 200 once all that runs by itself has begun; else 503. */
    @GET
    @Path("started")
    public Response started() {
        return verdict(state.startup());
    }

    private Response verdict(List<Check> checks) {
        boolean up = NodeState.isUp(checks);
        JsonArrayBuilder list = Json.createArrayBuilder();
        checks.stream().map(HealthResource::check).forEach(list::add);
        return answer(up ? 200 : 503, Json.createObjectBuilder().add("status", up ? "UP" : "DOWN").add("node", self.name()).add("checks", list).build());
    }

    private static JsonObjectBuilder check(Check check) {
        JsonObjectBuilder json = Json.createObjectBuilder().add("name", check.name()).add("status", check.status());
        Json.createObjectBuilder(check.data()).build().forEach(json::add);
        return json;
    }

    /** What this node is and has seen, in numbers. */
    @GET
    @Path("node")
    public Response node() {
        JsonArrayBuilder present = Json.createArrayBuilder();
        peers.present().stream().map(Origin::id).forEach(present::add);
        JsonArrayBuilder reasons = Json.createArrayBuilder();
        rejections.latest().stream().map(Rejected::reason).forEach(reasons::add);
        JsonArrayBuilder findings = Json.createArrayBuilder();
        doctor.findings().forEach(finding -> findings.add(finding.ailment().word()));
        return answer(200, Json.createObjectBuilder().add("node", self.name()).add("origin", self.origin().id()).add("state", draining.state().wire()).add("ready", pulse.alive())
                .add("mode", means.mode().word()).add("heartbeatAgeMs", age()).add("nodes", present).add("connections", hub.size()).add("channels", hub.channels())
                .add("slowConsumers", hub.slowConsumers()).add("duplicates", sequencer.tally().duplicates() + foreignIds.duplicates())
                .add("missed", sequencer.tally().lost()).add("rejected", rejections.count()).add("refusedEnvelopes", refusals.count()).add("rejectedReasons", reasons).add("findings", findings).build());
    }

    private JsonValue age() {
        return pulse.ageMs().isPresent() ? Json.createValue(pulse.ageMs().getAsLong()) : JsonValue.NULL;
    }

    private static Response answer(int status, JsonObject body) {
        CacheControl never = new CacheControl();
        never.setNoStore(true);
        return Response.status(status).entity(body.toString()).cacheControl(never).build();
    }
}
