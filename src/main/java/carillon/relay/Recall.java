package carillon.relay;

import carillon.channel.Overflow;
import carillon.channel.Publication;
import carillon.history.Catchup;
import carillon.history.History;
import carillon.hub.Connection;
import carillon.protocol.Command;
import carillon.protocol.Dialect;
import carillon.protocol.Frame;
import carillon.protocol.Replies;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers what was said of late on a channel. Safe for use by any thread. */
@ApplicationScoped
public class Recall {

    /** What one reply may hold. */
    private static final int REPLY_BYTES = 65_536;

    private final History history;
    private final Cursors cursors;

    /** For the container's proxy only. */
    protected Recall() {
        this(null, null);
    }

    /** Makes one that looks into a history. */
    @Inject
    public Recall(History history, Cursors cursors) {
        this.history = history;
        this.cursors = cursors;
    }

    /** Replies with the last publications of a channel, or with those since a cursor. */
    public void answer(Connection connection, Command.History command) {
        connection.send(answer(command));
    }

    /** The reply to the same. */
    public Frame answer(Command.History command) {
        return command.cursor().isPresent() ? since(command, command.cursor().get())
                : reply(command, history.last(command.channel(), command.last(), REPLY_BYTES), Optional.empty());
    }

    private Frame since(Command.History command, String cursor) {
        Catchup catchup = history.open(cursors.open(cursor, Subscriptions.NOBODY), Map.of(), List.of(command.channel()));
        Catchup.Chunk chunk = catchup.next(REPLY_BYTES);
        boolean complete = catchup.recovered(command.channel()) && !catchup.isFar() && !chunk.gap();
        return reply(command, chunk.publications(), Optional.of(complete));
    }

    private static Frame reply(Command.History command, List<Publication> publications, Optional<Boolean> complete) {
        List<String> texts = publications.stream().map(one -> Dialect.V1.encode(one, Overflow.CLOSE).text()).toList();
        return Replies.history(command.id(), command.channel(), complete, texts);
    }
}
