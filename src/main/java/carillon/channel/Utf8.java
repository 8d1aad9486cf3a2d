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

    /** Whether bytes are well-formed UTF-8 (RFC 3629): no overlong form, no surrogate, nothing above U+10FFFF. */
    public static boolean wellFormed(byte[] bytes) {
        int i = 0;
        while (i < bytes.length) {
            int length = bytes[i] >= 0 ? 1 : sequenceLength(bytes, i);
            if (length == 0) {
                return false;
            }
            i += length;
        }
        return true;
    }

    /** How many bytes the character that begins here has; 0 if there is none. The second byte tells overlong forms and surrogates (RFC 3629, section 4). */
    private static int sequenceLength(byte[] bytes, int i) {
        int first = bytes[i] & 0xff;
        int second = i + 1 < bytes.length ? bytes[i + 1] & 0xff : 0;
        if (first >= 0xc2 && first <= 0xdf) {
            return continues(bytes, i, 2) ? 2 : 0;
        }
        if (first >= 0xe0 && first <= 0xef) {
            boolean allowed = second >= (first == 0xe0 ? 0xa0 : 0x80) && second <= (first == 0xed ? 0x9f : 0xbf);
            return allowed && continues(bytes, i, 3) ? 3 : 0;
        }
        if (first >= 0xf0 && first <= 0xf4) {
            boolean allowed = second >= (first == 0xf0 ? 0x90 : 0x80) && second <= (first == 0xf4 ? 0x8f : 0xbf);
            return allowed && continues(bytes, i, 4) ? 4 : 0;
        }
        return 0;
    }

    private static boolean continues(byte[] bytes, int start, int length) {
        if (start + length > bytes.length) {
            return false;
        }
        for (int i = start + 1; i < start + length; i++) {
            if ((bytes[i] & 0xc0) != 0x80) {
                return false;
            }
        }
        return true;
    }
}
