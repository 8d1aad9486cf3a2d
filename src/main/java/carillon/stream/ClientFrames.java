package carillon.stream;

import carillon.config.Ticker;
import java.io.IOException;

/**
 * Follows the frames that a client sends, as far as to know where each begins and ends (RFC 6455, section 5.2).
 *
 * <p>A container shows a frame when it is whole, so only here can be seen that one has begun and does not end. And a frame without a mask, which a
 * server must refuse (section 5.1) and Tyrus 2.1.5 (Payara 6.2025.10) does not, is made one that it does refuse: with the reserved bits set. One thread
 * reads; any may ask for the time.
 */
final class ClientFrames {

    private static final int RESERVED = 0x70;
    private static final int MASK_BYTES = 4;

    private final Ticker ticker;
    private volatile boolean open;
    private volatile long begunAt;
    /** Of the header of the frame that is open: how much was read, and where in the bytes at hand it began; -1 if in earlier ones. */
    private int headerRead;
    private int headerAt;
    private int headerLength;
    private long length;
    /** What is still to come of the frame, behind its header. */
    private long left;

    ClientFrames(Ticker ticker) {
        this.ticker = ticker;
    }

    /**
     * Follows bytes that were read.
     *
     * @throws IOException if a frame has no mask and its first byte was handed on before
     */
    void read(byte[] bytes, int offset, int count) throws IOException {
        headerAt = -1;
        int i = offset;
        while (i < offset + count) {
            if (left > 0) {
                int skipped = (int) Math.min(left, offset + count - i);
                left -= skipped;
                i += skipped;
            } else {
                header(bytes, i);
                i++;
            }
            if (headerRead > 1 && headerRead == headerLength && left == 0) {
                headerRead = 0;
                open = false;
            }
        }
    }

    private void header(byte[] bytes, int i) throws IOException {
        if (headerRead == 0) {
            begin(i);
        } else if (headerRead == 1) {
            lengthCode(bytes, i);
        } else {
            length = length << 8 | bytes[i] & 0xff;
        }
        headerRead++;
        if (headerRead == headerLength) {
            left = length < 0 ? Long.MAX_VALUE : length + MASK_BYTES;
        }
    }

    private void begin(int i) {
        headerAt = i;
        headerLength = 0;
        begunAt = ticker.nanos();
        open = true;
    }

    private void lengthCode(byte[] bytes, int i) throws IOException {
        if (bytes[i] >= 0) {
            refuse(bytes);
        }
        int code = bytes[i] & 0x7f;
        headerLength = code == 126 ? 4 : code == 127 ? 10 : 2;
        length = headerLength == 2 ? code : 0;
    }

    private void refuse(byte[] bytes) throws IOException {
        if (headerAt < 0) {
            throw new IOException("The client sends frames without a mask.");
        }
        bytes[headerAt] |= RESERVED;
    }

    /** How long a frame has been open, in nanoseconds; 0 if none is. */
    long openNanos() {
        long since = begunAt;
        return open ? ticker.nanos() - since : 0;
    }
}
