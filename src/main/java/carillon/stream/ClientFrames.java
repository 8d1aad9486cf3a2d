package carillon.stream;

import carillon.config.Ticker;

/**
 * Follows the frames that a client sends, as far as RFC 6455, section 5.2 says where each begins and ends, and spoils those that a server must refuse.
 *
 * <p>A container shows a frame when it is whole, so only here can be seen that one has begun and does not end. And Tyrus 2.1.5 (Payara 6.2025.10) takes frames that it must refuse: those without a mask
 * (section 5.1) or with a length in more bytes than it needs (5.2) get the reserved bits set here, which it answers with 1002; text that can't become UTF-8 any more gets a byte that is never in
 * UTF-8, which it answers with 1007 (8.1). One thread reads; any may ask for the time.
 */
final class ClientFrames {

    private static final int RESERVED = 0x70;
    private static final int NO_UTF8 = 0xff;
    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int CONTROL = 0x8;

    private final Ticker ticker;
    private final Utf8Prefix utf8 = new Utf8Prefix();
    private volatile boolean open;
    private volatile long begunAt;
    /** What is still to come of the frame, behind its header. */
    private long left;
    /** The mask of the frame, and how much of its payload was read. */
    private int mask;
    private long payloadRead;
    /** Whether the frame is text of which no byte was wrong. */
    private boolean text;
    /** Whether the message that is open is text. */
    private boolean textMessage;

    ClientFrames(Ticker ticker) {
        this.ticker = ticker;
    }

    /**
     * Follows bytes that were read; of frames that must be refused it changes a byte.
     *
     * @return how many bytes at the end are the beginning of a header: they have to be given again, with what comes behind them
     */
    int read(byte[] bytes, int offset, int count) {
        int end = offset + count;
        int i = offset;
        while (i < end) {
            if (left == 0) {
                FrameHeader header = begin(bytes, i, end);
                if (header == null) {
                    return end - i;
                }
                i += header.bytes();
            }
            int here = (int) Math.min(left, end - i);
            payload(bytes, i, here);
            i += here;
            open = left > 0;
        }
        return 0;
    }

    /** Null if the header is not whole. */
    private FrameHeader begin(byte[] bytes, int at, int end) {
        if (!open) {
            begunAt = ticker.nanos();
            open = true;
        }
        FrameHeader header = FrameHeader.read(bytes, at, end);
        if (header == null) {
            return null;
        }
        if (header.isForbidden()) {
            bytes[at] |= RESERVED;
        }
        left = header.length();
        mask = header.mask();
        payloadRead = 0;
        text = isText(header);
        return header;
    }

    private boolean isText(FrameHeader header) {
        int opcode = header.opcode();
        if ((opcode & CONTROL) != 0) {
            return false;
        }
        if (opcode != CONTINUATION) {
            textMessage = opcode == TEXT;
            utf8.begin();
        }
        return textMessage;
    }

    private void payload(byte[] bytes, int from, int count) {
        for (int i = from; text && i < from + count; i++) {
            int shift = 24 - 8 * (int) (payloadRead + i - from & 3);
            int maskByte = mask >>> shift & 0xff;
            if (!utf8.take(bytes[i] & 0xff ^ maskByte)) {
                bytes[i] = (byte) (NO_UTF8 ^ maskByte);
                text = false;
                textMessage = false;
            }
        }
        payloadRead += count;
        left -= count;
    }

    /** How long a frame has been open, in nanoseconds; 0 if none is. */
    long openNanos() {
        long since = begunAt;
        return open ? ticker.nanos() - since : 0;
    }
}
