package carillon.relay;

import carillon.backplane.Pulse;
import carillon.backplane.Self;
import carillon.channel.Channel;
import carillon.channel.Origin;
import carillon.config.Limit;
import carillon.config.Settings;
import carillon.history.History;
import carillon.hub.Connection;
import carillon.hub.Hub;
import carillon.protocol.ClientLimits;
import carillon.protocol.Command;
import carillon.protocol.ErrorCode;
import carillon.protocol.Replies.Greeting;
import carillon.protocol.Replies.Outcome;
import carillon.protocol.Replies;
import carillon.traffic.Recoveries;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Connects, subscribes and unsubscribes connections of this node, and replies. Safe for use by any thread.
 */
@ApplicationScoped
public class Subscriptions {

    /** As long as nobody has a name, cursors are everybody's. */
    static final String NOBODY = "";

    private final Hub hub;
    private final Self self;
    private final Pulse pulse;
    private final History history;
    private final Cursors cursors;
    private final RecentFrames frames;
    private final Recoveries recoveries;
    private final double pingSeconds;
    private final ClientLimits limits;
    private final String tooMany;

    /** For the container's proxy only. */
    protected Subscriptions() {
        this(null, null, null, null, null, null, null, Settings.of(Map.of()));
    }

    /** Makes one for the connections of a hub. */
    @Inject
    public Subscriptions(Hub hub, Self self, Pulse pulse, History history, Cursors cursors, RecentFrames frames, Recoveries recoveries, Settings settings) {
        this.hub = hub;
        this.self = self;
        this.pulse = pulse;
        this.history = history;
        this.cursors = cursors;
        this.frames = frames;
        this.recoveries = recoveries;
        this.pingSeconds = settings.get(Limit.PING_INTERVAL_MS) / 1000.0;
        this.limits = new ClientLimits(settings.get(Limit.MESSAGE_MAX_BYTES), settings.get(Limit.PAYLOAD_MAX_BYTES), settings.get(Limit.SUBSCRIPTIONS_MAX),
                settings.get(Limit.EVENTS_ADDRESS_MAX_BYTES));
        this.tooMany = "A connection may have " + settings.get(Limit.SUBSCRIPTIONS_MAX) + " subscriptions.";
    }

    /** Greets a connection and subscribes it to what it asks for; the reply is the first thing that it hears, what it missed the second. */
    public void connect(Connection connection, Command.Connect command) {
        List<Channel> channels = command.channels().stream().map(Channel::parse).flatMap(Optional::stream).toList();
        hub.subscribe(connection, channels, accepted -> {
            connection.greeted(); // before the pulse is read: whoever tells of its change finds either this or the change
            Optional<Recovery> recovery = command.cursor().map(text -> recover(text, command.seen(), accepted));
            recovery.ifPresent(connection::tellFirst);
            Optional<String> cursor = recovery.isPresent() ? Optional.empty() : cursors.sealed(NOBODY);
            Greeting greeting = new Greeting(self.name(), connection.id(), pingSeconds, !pulse.alive(), command.cursor().isPresent(), cursor);
            return Replies.connected(command.id(), greeting, limits, command.channels().stream().map(name -> outcome(name, accepted, recovery)).toList());
        });
    }

    /** The connection is registered already: what is delivered from now on finds it. */
    private Recovery recover(String cursor, Map<String, Long> told, Set<Channel> channels) {
        Map<Origin, Long> seen = new HashMap<>();
        told.forEach((id, sequence) -> Origin.parse(id).ifPresent(origin -> seen.put(origin, sequence)));
        Recovery recovery = new Recovery(history.open(cursors.open(cursor, NOBODY), seen, channels), cursors, frames, NOBODY);
        recoveries.count(channels.stream().filter(recovery::recovered).count(), channels.size());
        return recovery;
    }

    private Outcome outcome(String name, Set<Channel> accepted, Optional<Recovery> recovery) {
        return Channel.parse(name)
                .map(channel -> accepted.contains(channel)
                        ? Outcome.subscribed(name, recovery.filter(one -> one.recovered(channel)).isPresent())
                        : Outcome.refused(name, ErrorCode.LIMIT, tooMany))
                .orElseGet(() -> Outcome.refused(name, ErrorCode.BAD_REQUEST, Channel.RULE));
    }

    /** Subscribes a connection of version 1. */
    public void subscribe(Connection connection, Command.Subscribe command) {
        Channel channel = command.channel();
        hub.subscribe(connection, List.of(channel), accepted -> accepted.contains(channel)
                ? Replies.subscribed(command.id(), channel)
                : Replies.error(OptionalLong.of(command.id()), ErrorCode.LIMIT, tooMany));
    }

    /** Unsubscribes a connection of version 1. */
    public void unsubscribe(Connection connection, Command.Unsubscribe command) {
        hub.unsubscribe(connection, command.channel(), Replies.unsubscribed(command.id(), command.channel()));
    }

    /** Subscribes a raw connection, without a word: that it is open is all that it can be told. */
    public void follow(Connection connection, Channel channel) {
        hub.subscribe(connection, List.of(channel), accepted -> {
            connection.greeted();
            return null;
        });
    }
}
