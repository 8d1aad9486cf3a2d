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
import carillon.relay.Submission;
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
    /** What is said to who publishes more than a rate allows. */
    static final String TOO_FAST = "Too many publications, or too many bytes, a second. Nothing was published; try again later.";

    private final Publisher publisher;
    private final Inflow inflow;
    private final int maxInFlight;
    private final int maxInFlightBytes;

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
        this.maxInFlightBytes = settings.get(Limit.PUBLISH_INFLIGHT_MAX_BYTES);
    }

    /** Publishes for a connection of version 1, and replies once it is known how that went. */
    void publish(Conversation conversation, Command.Publish command) {
        Connection connection = conversation.connection();
        Submission what = submission(command);
        if (!conversation.mayPublish(what.cost())) {
            refuse(connection, OptionalLong.of(command.id()), ErrorCode.RATE, TOO_FAST);
            return;
        }
        publish(conversation, what, (receipt, failure) -> connection.send(failure == null
                ? Replies.published(command.id(), command.channel(), receipt.stamp(), receipt.level(), receipt.repeated())
                : error(command.id(), failure)));
    }

    /**
     * Refuses a publish command over the values in it. It counts as one that is carried out.
     *
     * @param length of the command, in characters
     */
    void refuse(Conversation conversation, int length, OptionalLong id, String message) {
        boolean mayPublish = conversation.mayPublish(length);
        refuse(conversation.connection(), id, mayPublish ? ErrorCode.BAD_REQUEST : ErrorCode.RATE, mayPublish ? message : TOO_FAST);
    }

    private void refuse(Connection connection, OptionalLong id, ErrorCode code, String message) {
        inflow.refused(connection.door(), code);
        connection.send(Replies.error(id, code, message));
    }

    static Submission submission(Command.Publish command) {
        return new Submission(command.channel(), command.payload(), command.key(), command.level());
    }

    private static Frame error(long id, PublishException failure) {
        return Replies.error(OptionalLong.of(id), failure.code(), failure.getMessage());
    }

    /** Publishes for a raw connection, and closes it if that fails: raw text has no other way of saying so. */
    void publish(Conversation conversation, Channel channel, String text) {
        Submission what = new Submission(channel, Payload.sniff(text), Optional.empty(), Optional.empty());
        if (!conversation.mayPublish(what.cost())) {
            inflow.refused(conversation.connection().door(), ErrorCode.RATE);
            conversation.tooFast();
            return;
        }
        publish(conversation, what, (receipt, failure) -> {
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

    private void publish(Conversation conversation, Submission what, BiConsumer<Receipt, PublishException> answer) {
        BiConsumer<Receipt, PublishException> outcome = (receipt, failure) -> {
            count(inflow, conversation.connection().door(), what.payload(), failure);
            answer.accept(receipt, failure);
        };
        if (!begin(conversation, what)) {
            outcome.accept(null, PublishException.busy());
            return;
        }
        if (conversation.connection().isLeaving()) { // asked once it counts: whoever sends it away sees the one or the other
            end(conversation, what);
            outcome.accept(null, PublishException.leaving());
            return;
        }
        Submission marked = conversation.share().mark(what);
        count(inflow, conversation.connection().door(), marked);
        publisher.publish(conversation.flow(), marked).whenComplete((receipt, failure) -> {
            outcome.accept(receipt, failure == null ? null : known(failure));
            end(conversation, what); // last: who has none in flight has all its answers
        });
    }

    private boolean begin(Conversation conversation, Submission what) {
        int others = conversation.inFlight().getAndIncrement();
        long bytes = conversation.inFlightBytes().addAndGet(what.bytes());
        if (others < maxInFlight && (others == 0 || bytes <= maxInFlightBytes)) {
            return true;
        }
        end(conversation, what);
        return false;
    }

    private static void end(Conversation conversation, Submission what) {
        conversation.inFlightBytes().addAndGet(-what.bytes());
        conversation.inFlight().decrementAndGet();
    }

    /** Counts what comes beyond a share. */
    static void count(Inflow inflow, Door door, Submission marked) {
        if (marked.spare()) {
            inflow.spare(door);
        }
    }

    /** Counts how it went; the failure is null if all is well. */
    static void count(Inflow inflow, Door door, Payload payload, PublishException failure) {
        if (failure == null) {
            inflow.published(door, payload.bytes());
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
