package carillon.endpoint;

import carillon.protocol.BadCommandException;
import carillon.protocol.CommandDecoder;
import carillon.relay.Recall;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletResponse;

/** What was said of late on a channel, by HTTP. */
@WebServlet(urlPatterns = "/history", asyncSupported = true)
public class HistoryServlet extends CommandServlet {

    private static final long serialVersionUID = 1;

    @Inject
    private transient Paces paces;
    @Inject
    private transient Recall recall;

    /** For the server. */
    public HistoryServlet() {
        super("Nothing was looked up.");
    }

    @Override
    boolean mayAsk(String address) {
        return paces.mayCommand(address);
    }

    @Override
    void carryOut(PostExchange exchange, String address, String text) throws BadCommandException {
        exchange.answer(HttpServletResponse.SC_OK, recall.answer(CommandDecoder.decodeHistory(text)));
    }
}
