package carillon.backplane;

import carillon.channel.Origin;
import carillon.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;

/** Who this node is: its origin, new at each boot, and its name. Immutable. */
@ApplicationScoped
public class Self {

    private final Origin origin;
    private final String name;

    /** For the container's proxy only. */
    protected Self() {
        this(Settings.of(Map.of()));
    }

    /** A node that just booted. */
    @Inject
    public Self(Settings settings) {
        this(settings, Origin.random());
    }

    /** A node that just booted as an origin that nobody had before. */
    public Self(Settings settings, Origin origin) {
        this.origin = origin;
        name = settings.node().orElse("node-" + origin.id());
    }

    /** This boot of this node, as a publisher. */
    public Origin origin() {
        return origin;
    }

    /** The node's name, for people and logs. */
    public String name() {
        return name;
    }
}
