package carillon.endpoint;

import carillon.config.Limit;
import carillon.protocol.BadCommandException;
import carillon.protocol.Command;
import carillon.protocol.CommandDecoder;
import carillon.protocol.ErrorCode;
import carillon.protocol.Replies;
import carillon.relay.PublishException;
import carillon.relay.Publisher;
import carillon.traffic.Door;
import carillon.traffic.Inflow;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletResponse;
import java.util.concurrent.atomic.AtomicInteger;

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
    /** How many publications wait for their outcome. */
    private final AtomicInteger inFlight = new AtomicInteger();

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
    void carryOut(PostExchange exchange, String text) throws BadCommandException {
        Command.Publish command = CommandDecoder.decodePublish(text);
        if (inFlight.incrementAndGet() > limit(Limit.PUBLISH_INFLIGHT_MAX)) {
            inFlight.decrementAndGet();
            inflow.refused(Door.POST, ErrorCode.BUSY);
            exchange.fail(command.id(), ErrorCode.BUSY, PublishException.busy().getMessage());
            return;
        }
        exchange.begin();
        publisher.publish(command.channel(), command.payload(), command.key(), command.level()).whenComplete((receipt, failure) -> {
            inFlight.decrementAndGet();
            PublishException known = failure == null ? null : PublishDoor.known(failure);
            PublishDoor.count(inflow, Door.POST, command, known);
            if (known == null) {
                exchange.answer(HttpServletResponse.SC_OK, Replies.published(command.id(), command.channel(), receipt.stamp(), receipt.level(), receipt.repeated()));
            } else {
                exchange.fail(command.id(), known.code(), known.getMessage());
            }
        });
    }
}
