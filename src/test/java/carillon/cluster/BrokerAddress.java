package carillon.cluster;

import java.util.Map;

/**
 * Where a broker is and how one logs in.
 *
 * @param url one broker URI or several, comma separated, as in {@code CARILLON_BROKER_URL}
 */
public record BrokerAddress(String url, String user, String password) {

    /** The variables that tell a node or the broker itself; the URL is for nodes only. */
    Map<String, String> environment() {
        return Map.of("CARILLON_BROKER_URL", url, "CARILLON_BROKER_USER", user, "CARILLON_BROKER_PASSWORD", password);
    }

    /** The password is not shown. */
    @Override
    public String toString() {
        return user + "@" + url;
    }
}
