package carillon.endpoint;

import carillon.hub.Connection;
import carillon.protocol.BadCommandException;
import carillon.protocol.Command;
import carillon.protocol.CommandDecoder;
import carillon.protocol.ErrorCode;
import carillon.protocol.Frame;
import carillon.protocol.Replies;
import carillon.relay.Recall;
import carillon.relay.Subscriptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.OptionalLong;

/** Carries out the commands of a frame, and sees to it that each is answered once. Stateless. */
@ApplicationScoped
public class CommandDispatcher {

    private final Subscriptions subscriptions;
    private final PublishDoor door;
    private final Recall recall;

    /** For the container's proxy only. */
    protected CommandDispatcher() {
        this(null, null, null);
    }

    /** Makes one of what carries the commands out. */
    @Inject
    public CommandDispatcher(Subscriptions subscriptions, PublishDoor door, Recall recall) {
        this.subscriptions = subscriptions;
        this.door = door;
        this.recall = recall;
    }

    /** Carries out all lines of a message, in order; one that is malformed does not keep the others from it. */
    void dispatch(Conversation conversation, String message) {
        if (message.isBlank()) {
            conversation.mayCommand(); // nothing is asked, but it is no less work to find that out
        }
        int start = 0;
        while (start < message.length() && !conversation.isOver()) {
            int end = message.indexOf('\n', start);
            String line = message.substring(start, end < 0 ? message.length() : end);
            if (!line.isBlank()) {
                dispatchLine(conversation, line);
            }
            start += line.length() + 1;
        }
    }

    private void dispatchLine(Conversation conversation, String line) {
        try {
            Command command = CommandDecoder.decode(line);
            if (conversation.rises(command.id())) {
                carryOut(conversation, command);
            } else {
                bad(conversation, OptionalLong.of(command.id()), "'id' must be greater than every id before it.");
            }
        } catch (BadCommandException bad) {
            refuse(conversation, line.length(), bad);
        }
    }

    /** A value that an application chose is refused with its command, and paid for like it: only what is not the protocol counts as an error of the connection. */
    private void refuse(Conversation conversation, int length, BadCommandException bad) {
        switch (bad.fault()) {
            case PUBLICATION -> door.refuse(conversation, length, bad.id(), bad.getMessage());
            case VALUE -> conversation.connection().send(conversation.mayCommand() ? Replies.error(bad.id(), ErrorCode.BAD_REQUEST, bad.getMessage()) : tooFast(bad.id()));
            default -> bad(conversation, bad.id(), bad.getMessage());
        }
    }

    private static Frame tooFast(OptionalLong id) {
        return Replies.error(id, ErrorCode.RATE, "Too many commands a second. This one was not carried out.");
    }

    private void bad(Conversation conversation, OptionalLong id, String message) {
        conversation.connection().send(Replies.error(id, ErrorCode.BAD_REQUEST, message));
        conversation.erred();
    }

    private void carryOut(Conversation conversation, Command command) {
        Connection connection = conversation.connection();
        if (command instanceof Command.Connect connect) {
            connect(conversation, connect);
        } else if (!connection.isGreeted()) {
            connection.send(Replies.error(OptionalLong.of(command.id()), ErrorCode.NOT_CONNECTED, "The first command must be connect."));
            conversation.erred();
        } else if (command instanceof Command.Publish publish) {
            door.publish(conversation, publish);
        } else if (conversation.mayCommand()) {
            carryOutPaced(connection, command);
        } else {
            connection.send(tooFast(OptionalLong.of(command.id())));
        }
    }

    private void carryOutPaced(Connection connection, Command command) {
        if (command instanceof Command.Subscribe subscribe) {
            subscriptions.subscribe(connection, subscribe);
        } else if (command instanceof Command.Unsubscribe unsubscribe) {
            subscriptions.unsubscribe(connection, unsubscribe);
        } else if (command instanceof Command.History history) {
            recall.answer(connection, history);
        } else if (command instanceof Command.Ping ping) {
            connection.send(Replies.pong(ping.id()));
        } else {
            connection.send(Replies.error(OptionalLong.of(command.id()), ErrorCode.UNSUPPORTED, "Reserved for a later version."));
        }
    }

    private void connect(Conversation conversation, Command.Connect connect) {
        if (conversation.connection().isGreeted()) {
            bad(conversation, OptionalLong.of(connect.id()), "The connection is connected already.");
        } else {
            subscriptions.connect(conversation.connection(), connect);
        }
    }
}
