package carillon.security;

import carillon.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Decides which pages may open a WebSocket, by the Origin header (RFC 6454; RFC 6455, section 10.2).
 *
 * <p>A browser sends cookies with a handshake to any host, and no same-origin rule stops it: this check is what does. Origins are compared
 * whole, after their default port is written out; nothing is matched by suffix or pattern. Immutable.
 */
@ApplicationScoped
public class OriginPolicy {

    private static final Pattern ORIGIN = Pattern.compile("(https?)://([a-z0-9.-]+|\\[[0-9a-f:.]+])(?::([0-9]{1,5}))?");

    private final boolean any;
    private final boolean required;
    private final Set<String> allowed;

    /** For the container's proxy only. */
    protected OriginPolicy() {
        this(Settings.of(Map.of()));
    }

    /** Makes a policy of the settings; an allowed origin that is no origin matches none. */
    @Inject
    public OriginPolicy(Settings settings) {
        any = settings.origins().contains("*");
        required = settings.originsRequired();
        allowed = settings.origins().stream().flatMap(text -> canonical(text).stream()).collect(Collectors.toSet());
    }

    /** Whether an allowed origin, as it was written in the settings, matches no page: a browser never sends such an origin. */
    public static boolean neverMatches(String configured) {
        return !configured.equals("*") && canonical(configured).isEmpty();
    }

    /**
     * Whether a handshake may go on.
     *
     * @param origins the values of all Origin headers of the request
     * @param scheme {@code http} or {@code https}, as the client sees this server
     * @param host the Host header: a host with or without a port; may be null
     */
    public boolean allows(List<String> origins, String scheme, String host) {
        if (origins.isEmpty()) {
            return !required;
        }
        return origins.size() == 1 && canonical(origins.get(0)).filter(origin -> any || allowed.contains(origin) || own(origin, scheme, host)).isPresent();
    }

    private static boolean own(String origin, String scheme, String host) {
        return host != null && canonical(scheme + "://" + host.toLowerCase(Locale.ROOT)).filter(origin::equals).isPresent();
    }

    /** The origin with its port written out, or empty if the text is no origin. */
    private static Optional<String> canonical(String text) {
        Matcher matcher = ORIGIN.matcher(text);
        if (text.length() > 300 || !matcher.matches()) {
            return Optional.empty();
        }
        String port = matcher.group(3) != null ? matcher.group(3) : matcher.group(1).equals("https") ? "443" : "80";
        int number = Integer.parseInt(port);
        return number > 65_535 ? Optional.empty() : Optional.of(matcher.group(1) + "://" + matcher.group(2) + ":" + number);
    }
}
