package carillon.endpoint;

import carillon.channel.Channel;
import carillon.channel.Payload;
import carillon.config.Limit;
import carillon.config.Settings;
import carillon.hub.Connection;
import carillon.protocol.CloseCode;
import carillon.protocol.Command;
import carillon.protocol.ErrorCode;
import carillon.protocol.Frame;
import carillon.protocol.Replies;
import carillon.relay.PublishException;
import carillon.relay.Publisher;
import carillon.relay.Receipt;
import carillon.traffic.Door;
import carillon.traffic.Inflow;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Publishes what connections send, and tells each how it went, in the words of its dialect. Safe for use by any thread. */
@ApplicationScoped
public class PublishDoor {

    private static final Logger LOG = Logger.getLogger(PublishDoor.class.getName());
    private static final int COME_BACK_MS = 1_000;

    private final Publisher publisher;
    private final Inflow inflow;
    private final int maxInFlight;

    /** For the container's proxy only. */
    protected PublishDoor() {
        this(null, null, Settings.of(Map.of()));
    }

    /** Makes one that publishes through a publisher. */
    @Inject
    public PublishDoor(Publisher publisher, Inflow inflow, Settings settings) {
        this.publisher = publisher;
        this.inflow = inflow;
        this.maxInFlight = settings.get(Limit.PUBLISH_INFLIGHT_MAX);
    }

    /** Publishes for a connection of version 1, and replies once it is known how that went. */
    void publish(Conversation conversation, Command.Publish command) {
        Connection connection = conversation.connection();
        if (!conversation.mayPublish()) {
            inflow.refused(connection.door(), ErrorCode.RATE);
            connection.send(Replies.error(OptionalLong.of(command.id()), ErrorCode.RATE, "Too many publications a second. Nothing was published; try again later."));
            return;
        }
        publish(conversation, command, (receipt, failure) -> connection.send(failure == null
                ? Replies.published(command.id(), command.channel(), receipt.stamp(), receipt.level(), receipt.repeated())
                : error(command.id(), failure)));
    }

    private static Frame error(long id, PublishException failure) {
        return Replies.error(OptionalLong.of(id), failure.code(), failure.getMessage());
    }

    /** Publishes for a raw connection, and closes it if that fails: raw text has no other way of saying so. */
    void publish(Conversation conversation, Channel channel, String text) {
        if (!conversation.mayPublish()) {
            inflow.refused(conversation.connection().door(), ErrorCode.RATE);
            conversation.tooFast();
            return;
        }
        publish(conversation, new Command.Publish(0, channel, Payload.sniff(text), Optional.empty(), Optional.empty()), (receipt, failure) -> {
            if (failure != null) {
                conversation.end(closeCode(failure.code()), COME_BACK_MS);
            }
        });
    }

    private static CloseCode closeCode(ErrorCode code) {
        return switch (code) {
            case TOO_LARGE -> CloseCode.TOO_BIG;
            case UNKNOWN -> CloseCode.MAYBE_PUBLISHED;
            case BUSY -> CloseCode.BUSY;
            default -> CloseCode.NOT_PUBLISHED;
        };
    }

    private void publish(Conversation conversation, Command.Publish command, BiConsumer<Receipt, PublishException> answer) {
        BiConsumer<Receipt, PublishException> outcome = (receipt, failure) -> {
            count(inflow, conversation.connection().door(), command, failure);
            answer.accept(receipt, failure);
        };
        if (conversation.inFlight().incrementAndGet() > maxInFlight) {
            conversation.inFlight().decrementAndGet();
            outcome.accept(null, PublishException.busy());
            return;
        }
        if (conversation.connection().isLeaving()) { // asked once it counts: whoever sends it away sees the one or the other
            conversation.inFlight().decrementAndGet();
            outcome.accept(null, PublishException.leaving());
            return;
        }
        publisher.publish(command.channel(), command.payload(), command.key(), command.level()).whenComplete((receipt, failure) -> {
            outcome.accept(receipt, failure == null ? null : known(failure));
            conversation.inFlight().decrementAndGet(); // last: who has none in flight has all its answers
        });
    }

    /** Counts how it went; the failure is null if all is well. */
    static void count(Inflow inflow, Door door, Command.Publish command, PublishException failure) {
        if (failure == null) {
            inflow.published(door, command.payload().bytes());
        } else {
            inflow.refused(door, failure.code());
        }
    }

    static PublishException known(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof PublishException known) {
            return known;
        }
        LOG.log(Level.SEVERE, "A defect in publishing.", cause);
        return PublishException.unknown();
    }
}
