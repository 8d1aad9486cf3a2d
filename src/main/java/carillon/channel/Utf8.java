package carillon.channel;

/** What one has to know of a string before it becomes UTF-8. */
public final class Utf8 {

    private Utf8() {
    }

    /** The length of a string in bytes of UTF-8; well-formed text is assumed. */
    public static int length(String text) {
        int bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                bytes += extra(c);
            }
        }
        return bytes;
    }

    /** The bytes of a character beyond its first; each half of a surrogate pair is two of the pair's four. */
    private static int extra(char c) {
        return c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
    }

    /** Whether each surrogate of a string has its other half; otherwise there is no UTF-8 for it. */
    public static boolean wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c) || i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
