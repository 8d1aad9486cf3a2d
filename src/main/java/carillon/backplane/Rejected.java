package carillon.backplane;

/**
 * A message of the topic that can't be understood, with the reason.
 *
 * @param reason why, in words
 * @param messageId its JMSMessageID, or {@code "none"}
 * @param kind its kind: text, bytes, map, object, stream, plain
 * @param channel the value of its property {@code channel}, or null
 * @param text its text if it had one, cut to {@value #MAX_TEXT} characters, or null; an object is never opened
 * @param refusal why it was refused though it may be well formed, or null
 */
public record Rejected(String reason, String messageId, String kind, String channel, String text, Refusal refusal) {

    /** How much of a text is kept, in characters. */
    public static final int MAX_TEXT = 65_536;

    /** Makes one, and cuts what is too long to keep. */
    public Rejected {
        channel = cut(channel, 512);
        text = cut(text, MAX_TEXT);
    }

    /** One that can't be understood. */
    public Rejected(String reason, String messageId, String kind, String channel, String text) {
        this(reason, messageId, kind, channel, text, null);
    }

    private static String cut(String text, int most) {
        return text == null || text.length() <= most ? text : text.substring(0, most);
    }
}
