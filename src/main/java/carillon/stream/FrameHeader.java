package carillon.stream;

/**
 * The header of a frame that a client has sent (RFC 6455, section 5.2).
 *
 * @param opcode its lower four bits
 * @param length of the payload; {@link Long#MAX_VALUE} where what it says is no length
 * @param mask as four bytes
 * @param bytes how long the header is
 * @param isForbidden whether a server must refuse it: it has no mask, or its length is written in more bytes than it needs
 */
record FrameHeader(int opcode, long length, int mask, int bytes, boolean isForbidden) {

    private static final int MASK_BYTES = 4;
    private static final int SHORT = 126;
    private static final int LONG = 127;
    private static final int SHORT_MAX = 65_535;

    /** The header that begins there; null if it is not whole. */
    static FrameHeader read(byte[] bytes, int at, int end) {
        if (end - at < 2) {
            return null;
        }
        boolean masked = bytes[at + 1] < 0;
        int code = bytes[at + 1] & 0x7f;
        int lengthBytes = code == SHORT ? Short.BYTES : code == LONG ? Long.BYTES : 0;
        int whole = 2 + lengthBytes + (masked ? MASK_BYTES : 0);
        if (end - at < whole) {
            return null;
        }
        long length = lengthBytes == 0 ? code : number(bytes, at + 2, lengthBytes);
        int mask = masked ? (int) number(bytes, at + whole - MASK_BYTES, MASK_BYTES) : 0;
        return new FrameHeader(bytes[at] & 0xf, length < 0 ? Long.MAX_VALUE : length, mask, whole, !masked || isTooLong(lengthBytes, length));
    }

    private static boolean isTooLong(int lengthBytes, long length) {
        return lengthBytes == Short.BYTES && length < SHORT || lengthBytes == Long.BYTES && length >= 0 && length <= SHORT_MAX;
    }

    private static long number(byte[] bytes, int at, int count) {
        long number = 0;
        for (int i = at; i < at + count; i++) {
            number = number << 8 | bytes[i] & 0xff;
        }
        return number;
    }
}
