package carillon.protocol;

/**
 * The limits of a node that a client has to keep, as the reply to connect tells them.
 *
 * @param message longest message or body of a request, in bytes of UTF-8
 * @param payload longest payload of a publication, in bytes of UTF-8
 * @param subscriptions most subscriptions of one connection
 * @param address longest address of an event stream, path and query, in bytes
 */
public record ClientLimits(int message, int payload, int subscriptions, int address) {

    /** As an object of JSON. */
    String json() {
        return "{\"message\":" + message + ",\"payload\":" + payload + ",\"subscriptions\":" + subscriptions + ",\"address\":" + address + "}";
    }
}
