package carillon.backplane;

/**
 * Who serves this node's connections, in their own words (Jakarta Messaging 3.1, section 6.1.5). Most clients tell their own version and not the broker's.
 *
 * @param name for instance {@code ActiveMQ}
 * @param version for instance {@code 6.3.1}
 */
public record Provider(String name, String version) {

    private static final int MOST = 128;

    /** Makes one; what is not said is empty, what is too long is cut. */
    public Provider {
        name = cut(name);
        version = cut(version);
    }

    private static String cut(String text) {
        return text == null ? "" : text.substring(0, Math.min(text.length(), MOST));
    }
}
