package carillon.stream;

/** Tells of bytes, one after the other, whether UTF-8 may still come of them (Unicode 15, table 3-7). Used by one thread at a time. */
final class Utf8Prefix {

    private static final int CONTINUATION_LEAST = 0x80;
    private static final int CONTINUATION_MOST = 0xbf;

    /** How many bytes of the character are to come, and the bounds of the next. */
    private int missing;
    private int least;
    private int most;

    /** A text begins. */
    void begin() {
        missing = 0;
    }

    /** Takes a byte, from 0 to 255; false if no text begins with what was taken. */
    boolean take(int next) {
        if (missing == 0) {
            return next < CONTINUATION_LEAST || first(next);
        }
        boolean fits = next >= least && next <= most;
        missing--;
        least = CONTINUATION_LEAST;
        most = CONTINUATION_MOST;
        return fits;
    }

    /** Overlong forms, surrogates and what is beyond U+10FFFF show in the second byte. */
    private boolean first(int next) {
        missing = next < 0xe0 ? 1 : next < 0xf0 ? 2 : 3;
        least = next == 0xe0 ? 0xa0 : next == 0xf0 ? 0x90 : CONTINUATION_LEAST;
        most = next == 0xed ? 0x9f : next == 0xf4 ? 0x8f : CONTINUATION_MOST;
        return next >= 0xc2 && next <= 0xf4;
    }
}
