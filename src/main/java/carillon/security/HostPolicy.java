package carillon.security;

import carillon.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides by which names this node may be asked for (setting {@code carillon.hosts}), by the Host header. Immutable.
 *
 * <p>Whoever owns a name can have it lead to this node once their page is loaded (DNS rebinding): the page's Origin and the Host of its requests then agree, and
 * {@link OriginPolicy} takes the page for the node's own. Only the node's operator knows which names are the node's. Names of the machine itself need not be
 * listed: a browser does not ask DNS for them.
 */
@ApplicationScoped
public class HostPolicy {

    private static final String ANY = "*";
    private static final String BELOW = "*.";

    private final boolean any;
    private final List<Allowed> allowed;

    /** For the container's proxy only. */
    protected HostPolicy() {
        this(Settings.of(Map.of()));
    }

    /**
     * Makes a policy of the settings.
     *
     * @throws IllegalArgumentException if an allowed host is no host, or none is named though other machines can reach the node
     */
    @Inject
    public HostPolicy(Settings settings) {
        settings.httpAddress().flatMap(address -> missing(address, settings)).ifPresent(sentence -> {
            throw new IllegalArgumentException(sentence);
        });
        any = settings.hosts().contains(ANY);
        allowed = settings.hosts().stream().filter(text -> !text.equals(ANY)).map(Allowed::of).toList();
    }

    /**
     * Whether requests for a host are answered.
     *
     * @param host the Host header as it was sent: a name or an address, with or without a port
     * @param scheme {@code http} or {@code https}, as the client sees this server
     */
    public boolean allows(String host, String scheme) {
        return Host.parse(host).filter(one -> any || one.isLoopback() || allowed.stream().anyMatch(entry -> entry.fits(one, scheme))).isPresent();
    }

    /** Whether a host is an address: no page of another owner can be loaded from there. */
    public boolean isAddress(String host) {
        return Host.parse(host).filter(Host::isAddress).isPresent();
    }

    /**
     * What is missing in the settings of a node that listens on an address, in a sentence; empty if nothing is.
     *
     * @param listenAddress where the node's HTTP listener is: an address, {@code 0.0.0.0} for all
     */
    public static Optional<String> missing(String listenAddress, Settings settings) {
        return Host.isLoopback(listenAddress) || !settings.hosts().isEmpty() ? Optional.empty()
                : Optional.of("A node that listens on " + listenAddress + " can be reached from other machines: set " + Settings.HOSTS
                        + " to the names by which browsers reach it, such as push.example or *.example.com, separated by commas.");
    }

    /** An entry of the setting: a name, or all below one, at one port or at any. */
    private record Allowed(Host host, boolean below) {

        static Allowed of(String text) {
            boolean below = text.startsWith(BELOW);
            return Host.parse(below ? text.substring(BELOW.length()) : text).filter(host -> !below || !host.isAddress()).map(host -> new Allowed(host, below))
                    .orElseThrow(() -> new IllegalArgumentException(Settings.HOSTS
                            + " must hold hosts such as push.example, push.example:8443, *.example.com or [2001:db8::1], separated by commas; '" + text + "' is none."));
        }

        boolean fits(Host asked, String scheme) {
            return (below ? asked.isBelow(host.name()) : asked.name().equals(host.name())) && (host.port() == Host.NO_PORT || host.port() == asked.port(scheme));
        }
    }
}
