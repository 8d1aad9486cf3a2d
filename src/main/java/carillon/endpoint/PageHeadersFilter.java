package carillon.endpoint;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;

/** Gives every answer the headers that keep a browser strict: no inline script, no other host, no sniffing. */
public class PageHeadersFilter extends HttpFilter {

    private static final long serialVersionUID = 1;

    /** {@code ws:} and {@code wss:} because older browsers don't count them as {@code 'self'}. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self' ws: wss:; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    /** The browser's library, which pages of any origin may load as modules: it is the same for all, and who may connect is decided at the handshake. */
    private static final Pattern LIBRARY = Pattern.compile("/carillon[a-z.-]*\\.js");

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws IOException, ServletException {
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        if (LIBRARY.matcher(request.getServletPath()).matches()) {
            response.setHeader("Access-Control-Allow-Origin", "*");
        }
        chain.doFilter(request, response);
    }
}
