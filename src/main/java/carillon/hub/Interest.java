package carillon.hub;

import carillon.channel.Channel;
import carillon.channel.Publication;
import carillon.hub.outbox.Backlog;
import carillon.hub.outbox.Outbox;
import carillon.protocol.Frame;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Which publications one connection is due: those of the channels that it is subscribed to, each once, behind what it has to be told first.
 *
 * <p>Guarded by the outbox, but for {@link #isFar()}: so read only inside {@code outbox.offer}.
 */
final class Interest {

    private final Outbox outbox;
    private final int maxSubscriptions;
    private final Set<Channel> subscriptions = new HashSet<>();
    /** The last pass of the fan-out that reached this connection. */
    private long lastPass;
    /** What it has to be told first; null if nothing. Any thread may read it. */
    private volatile Backlog backlog;

    /** Makes that of a connection that is subscribed to nothing. */
    Interest(Outbox outbox, int maxSubscriptions) {
        this.outbox = outbox;
        this.maxSubscriptions = maxSubscriptions;
    }

    /** Whether the backlog brings itself whatever is delivered now. Safe for any thread. */
    boolean isFar() {
        Backlog first = backlog;
        return first != null && first.isFar();
    }

    /** From now on this is told first, and what is live when it is told. */
    void tellFirst(Backlog first) {
        backlog = first;
        outbox.refillFrom(first);
    }

    /** The frames of those publications of one channel that are due; none if this pass was here before. */
    List<Frame> due(List<Publication> run, long pass, List<Frame> frames, long number) {
        if (!claim(run.get(0).channel(), pass)) {
            return List.of();
        }
        return backlog == null ? frames : admitted(run, frames, number);
    }

    /** A set that changes while it is walked may show one element twice: the pass tells. */
    private boolean claim(Channel channel, long pass) {
        if (pass <= lastPass || !subscriptions.contains(channel)) {
            return false;
        }
        lastPass = pass;
        return true;
    }

    private List<Frame> admitted(List<Publication> run, List<Frame> frames, long number) {
        List<Frame> admitted = new ArrayList<>();
        for (int i = 0; i < run.size(); i++) {
            if (backlog.admits(number + i, run.get(i))) {
                admitted.add(frames.get(i));
            }
        }
        if (backlog.isOver()) {
            tellFirst(null);
        }
        return admitted;
    }

    /**
     * Subscribes to channels, as far as there is room for more.
     *
     * @param register told of each that is new
     * @return those of them that it is now subscribed to
     */
    Set<Channel> subscribe(List<Channel> channels, Consumer<Channel> register) {
        Set<Channel> accepted = new HashSet<>();
        for (Channel channel : channels) {
            if (subscriptions.contains(channel)) {
                accepted.add(channel);
            } else if (subscriptions.size() < maxSubscriptions) {
                add(channel);
                register.accept(channel);
                accepted.add(channel);
            }
        }
        return accepted;
    }

    private void add(Channel channel) {
        subscriptions.add(channel);
        if (backlog != null) {
            backlog.follow(channel);
        }
    }

    /** Unsubscribes from a channel; {@code unregister} is told if it was subscribed to. */
    void unsubscribe(Channel channel, Consumer<Channel> unregister) {
        if (subscriptions.remove(channel)) {
            if (backlog != null) {
                backlog.unfollow(channel);
            }
            unregister.accept(channel);
        }
    }

    /** Unsubscribes from all channels; {@code unregister} is told of each. */
    void unsubscribeAll(Consumer<Channel> unregister) {
        subscriptions.forEach(unregister);
        subscriptions.clear();
    }

    /** How far the client will have seen: what the backlog says, or else this. */
    Optional<String> cursor(Supplier<Optional<String>> live) {
        return backlog == null ? live.get() : backlog.cursor();
    }
}
