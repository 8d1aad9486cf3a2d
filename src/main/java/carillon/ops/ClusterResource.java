package carillon.ops;

import carillon.backplane.Figures;
import carillon.backplane.Peers;
import carillon.backplane.Self;
import carillon.channel.Origin;
import carillon.sequence.News;
import carillon.sequence.Sequencer;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Set;

/**
 * Answers what this node knows of all nodes by their heartbeats. JSON; never cached.
 */
@Path("cluster")
@Produces(MediaType.APPLICATION_JSON)
public class ClusterResource {

    @Inject
    private Self self;
    @Inject
    private Peers peers;
    @Inject
    private Sequencer sequencer;

    /**
     * Each origin that was heard of late, this node's own too: whether it is there, how far its publications have come here, and in milliseconds how long ago it was
     * heard itself and how long ago it booted, as far as this node can tell; and what it told of itself with its last heartbeat, also where that was a while ago: name, state, connections, channels.
     */
    @GET
    public Response cluster() {
        Set<Origin> present = peers.present();
        Map<Origin, Figures> told = peers.figures();
        JsonArrayBuilder nodes = Json.createArrayBuilder();
        sequencer.origins().news().forEach(news -> nodes.add(node(news, present.contains(news.origin()), told.get(news.origin()))));
        CacheControl never = new CacheControl();
        never.setNoStore(true);
        return Response.ok(Json.createObjectBuilder().add("node", self.name()).add("origin", self.origin().id()).add("nodes", nodes).build().toString())
                .cacheControl(never).build();
    }

    private static JsonObjectBuilder node(News news, boolean present, Figures told) {
        JsonObjectBuilder node = Json.createObjectBuilder().add("origin", news.origin().id()).add("present", present).add("published", news.last())
                .add("silentMs", news.silentMs()).add("ageMs", news.ageMs());
        return told == null ? node : node.add("node", told.name()).add("state", told.state()).add("connections", told.connections()).add("channels", told.channels());
    }
}
