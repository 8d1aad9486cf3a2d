package carillon.cluster;

import java.net.URI;
import java.util.Map;

/**
 * Where a broker is and how one logs in.
 *
 * @param url one broker URI or several, comma separated, as in {@code CARILLON_BROKER_URL}
 */
public record BrokerAddress(String url, String user, String password) {

    /** The variables that tell a node or the broker itself; the URL is for nodes only. Host and port are those of the first broker. */
    Map<String, String> environment() {
        URI first = URI.create(url.split(",")[0]);
        return Map.of("CARILLON_BROKER_URL", url, "CARILLON_BROKER_USER", user, "CARILLON_BROKER_PASSWORD", password,
                "CARILLON_BROKER_HOST", String.valueOf(first.getHost()), "CARILLON_BROKER_PORT", String.valueOf(first.getPort()));
    }

    /** The password is not shown. */
    @Override
    public String toString() {
        return user + "@" + url;
    }
}
