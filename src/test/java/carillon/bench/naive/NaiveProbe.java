package carillon.bench.naive;

import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Says whether this node hears the topic, where the launcher of nodes asks: what is published before would count as lost. */
@WebServlet("/health/ready")
public class NaiveProbe extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient NaivePublisher publisher;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws ServletException {
        try {
            publisher.publish("none", "does anybody hear?");
            response.setStatus(NaiveListener.hears() ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        } catch (JMSException failed) {
            throw new ServletException(failed);
        }
    }
}
