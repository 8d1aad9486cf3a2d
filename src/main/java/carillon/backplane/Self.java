package carillon.backplane;

import carillon.channel.Origin;
import carillon.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Who this node is: its name, and its origin, which is new at each boot. Safe for use by any thread.
 *
 * <p>If something comes in the name of its origin that this node never published, the origin is worth nothing any more: the node {@link #renew takes another}, and tells the others of those that it
 * has given up.
 */
@ApplicationScoped
public class Self {

    /** How many origins that were given up are told to others at most. */
    public static final int RETIRED_MAX = 8;

    private final String name;
    private final Supplier<Origin> fresh;
    /** Written under the lock; so are all fields below, which are also read under it. */
    private volatile Origin origin;
    private Origin next;
    private long given;
    private long renewals;
    /** How far this node had published as each origin that it has given up. */
    private final Map<Origin, Long> retired = new LinkedHashMap<>();

    /** For the container's proxy only. */
    protected Self() {
        this(Settings.of(Map.of()));
    }

    /** A node that just booted. */
    @Inject
    public Self(Settings settings) {
        this(settings, Origin::random);
    }

    /** A node that just booted as an origin that nobody had before. */
    public Self(Settings settings, Origin origin) {
        this(settings, supplier(origin));
    }

    /**
     * A node that just booted.
     *
     * @param fresh gives an origin that nobody had before, at each call another
     */
    public Self(Settings settings, Supplier<Origin> fresh) {
        this.fresh = fresh;
        origin = fresh.get();
        name = settings.node().orElse("node-" + origin.id());
    }

    private static Supplier<Origin> supplier(Origin first) {
        Deque<Origin> given = new ArrayDeque<>(List.of(first));
        return () -> given.isEmpty() ? Origin.random() : given.remove();
    }

    /** This boot of this node, as a publisher. */
    public Origin origin() {
        return origin;
    }

    /** The node's name, for people and logs. */
    public String name() {
        return name;
    }

    /** This node is about to publish up to there. To be said before anybody may hear it. */
    public synchronized void gave(long last) {
        given = last;
    }

    /** Whether something that came can't be true: that this node published so far as that origin, which is its own or was. */
    public synchronized boolean neverGave(Origin of, long last) {
        return last > (of.equals(origin) ? given : retired.getOrDefault(of, Long.MAX_VALUE));
    }

    /**
     * This node has to take another origin. It does so when its sender comes to {@link #adopt() adopt} it.
     *
     * @param prepare is told the next origin before anybody may publish as it; must not throw
     * @return the next origin, or empty if that was said before
     */
    public synchronized Optional<Origin> renew(Consumer<Origin> prepare) {
        if (next != null) {
            return Optional.empty();
        }
        Origin another = fresh.get();
        prepare.accept(another);
        next = another;
        return Optional.of(another);
    }

    /**
     * Takes the next origin, if there is one: from now on this node publishes as that, from 1. Only by whoever sends, with nothing on its way.
     *
     * @return whether there was one
     */
    public synchronized boolean adopt() {
        if (next == null) {
            return false;
        }
        retired.put(origin, given);
        if (retired.size() > RETIRED_MAX) {
            retired.remove(retired.keySet().iterator().next());
        }
        origin = next;
        next = null;
        given = 0;
        renewals++;
        return true;
    }

    /** The origins that this node has given up, the latest last; at most {@value #RETIRED_MAX}. */
    public synchronized List<Origin> retired() {
        return List.copyOf(retired.keySet());
    }

    /** How often this node took another origin. */
    public synchronized long renewals() {
        return renewals;
    }
}
