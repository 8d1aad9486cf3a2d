package carillon.it;

/**
 * A publication as a client got it.
 *
 * @param origin null for a foreign one, and for a raw client
 * @param data the payload as JSON text, or for a raw client as it came
 */
record Received(String channel, String origin, long seq, String messageId, String data) {
}
