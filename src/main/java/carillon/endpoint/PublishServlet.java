package carillon.endpoint;

import carillon.protocol.BadCommandException;
import carillon.protocol.Command;
import carillon.protocol.CommandDecoder;
import carillon.protocol.ErrorCode;
import carillon.protocol.Replies;
import carillon.relay.FlowKey;
import carillon.relay.PublishException;
import carillon.relay.Publisher;
import carillon.traffic.Door;
import carillon.traffic.Inflow;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletResponse;

/** Publishing by HTTP. */
@WebServlet(urlPatterns = "/publish", asyncSupported = true)
public class PublishServlet extends CommandServlet {

    private static final long serialVersionUID = 1;

    @Inject
    private transient Paces paces;
    @Inject
    private transient Publisher publisher;
    @Inject
    private transient Inflow inflow;

    /** For the server. */
    public PublishServlet() {
        super("Nothing was published.");
    }

    @Override
    boolean mayAsk(String address) {
        boolean may = paces.mayPublish(address);
        if (!may) {
            inflow.refused(Door.POST, ErrorCode.RATE);
        }
        return may;
    }

    @Override
    void carryOut(PostExchange exchange, String address, String text) throws BadCommandException {
        Command.Publish command = CommandDecoder.decodePublish(text);
        Paces.Admitted admitted = paces.publish(address, command);
        if (admitted.refusal() != null) {
            inflow.refused(Door.POST, admitted.refusal());
            exchange.fail(command.id(), admitted.refusal(), admitted.refusal() == ErrorCode.RATE ? PublishDoor.TOO_FAST : PublishException.busy().getMessage());
            return;
        }
        exchange.begin();
        PublishDoor.count(inflow, Door.POST, admitted.what());
        publisher.publish(FlowKey.post(address), admitted.what()).whenComplete((receipt, failure) -> {
            paces.published(address, admitted.what());
            PublishException known = failure == null ? null : PublishDoor.known(failure);
            PublishDoor.count(inflow, Door.POST, command.payload(), known);
            if (known == null) {
                exchange.answer(HttpServletResponse.SC_OK, Replies.published(command.id(), command.channel(), receipt.stamp(), receipt.level(), receipt.repeated()));
            } else {
                exchange.fail(command.id(), known.code(), known.getMessage());
            }
        });
    }
}
