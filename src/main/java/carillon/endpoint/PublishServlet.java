package carillon.endpoint;

import carillon.config.Limit;
import carillon.protocol.BadCommandException;
import carillon.protocol.Command;
import carillon.protocol.CommandDecoder;
import carillon.protocol.ErrorCode;
import carillon.protocol.Replies;
import carillon.relay.PublishException;
import carillon.relay.Publisher;
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
    /** How many publications wait for their outcome. */
    private final AtomicInteger inFlight = new AtomicInteger();

    /** For the server. */
    public PublishServlet() {
        super("Nothing was published.");
    }

    @Override
    boolean mayAsk(String address) {
        return paces.mayPublish(address);
    }

    @Override
    void carryOut(PostExchange exchange, String text) throws BadCommandException {
        Command.Publish command = CommandDecoder.decodePublish(text);
        if (inFlight.incrementAndGet() > limit(Limit.PUBLISH_INFLIGHT_MAX)) {
            inFlight.decrementAndGet();
            exchange.fail(command.id(), ErrorCode.BUSY, PublishException.busy().getMessage());
            return;
        }
        exchange.begin();
        publisher.publish(command.channel(), command.payload(), command.key(), command.level()).whenComplete((receipt, failure) -> {
            inFlight.decrementAndGet();
            if (failure == null) {
                exchange.answer(HttpServletResponse.SC_OK, Replies.published(command.id(), command.channel(), receipt.stamp(), receipt.level(), receipt.repeated()));
            } else {
                PublishException known = PublishDoor.known(failure);
                exchange.fail(command.id(), known.code(), known.getMessage());
            }
        });
    }
}
