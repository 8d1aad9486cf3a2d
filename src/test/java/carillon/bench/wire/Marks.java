package carillon.bench.wire;

import java.util.Arrays;

/**
 * The mark at the start of a payload, by which a publication is known again whatever envelope it comes in.
 *
 * <p>{@code #M}, then in hexadecimal: publisher (2 digits), channel (4), sequence of this publisher on this channel from 1 (8), ticket of the
 * publication among all (8), time from which its latency counts (16). The rest of the payload is filled with {@code x}.
 */
public final class Marks {

    public static final int LENGTH = 40;

    private static final byte[] DIGITS = "0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    private static final byte[] VALUES = values();

    private Marks() {
    }

    /** Takes the marks that were found. */
    @FunctionalInterface
    public interface Sink {

        void mark(int publisher, int channel, int sequence, int ticket, long nanos);
    }

    /** A payload of so many bytes, {@link #LENGTH} at the least, with no mark yet. */
    public static byte[] payload(int size) {
        byte[] payload = new byte[Math.max(size, LENGTH)];
        Arrays.fill(payload, (byte) 'x');
        payload[0] = '#';
        payload[1] = 'M';
        return payload;
    }

    /** Marks a payload. */
    public static void write(byte[] payload, int publisher, int channel, int sequence, int ticket, long nanos) {
        digits(payload, 2, 2, publisher);
        digits(payload, 4, 4, channel);
        digits(payload, 8, 8, sequence);
        digits(payload, 16, 8, ticket);
        digits(payload, 24, 16, nanos);
    }

    /**
     * Finds the marks between two positions.
     *
     * @param size of each payload: what is left out of the search after a mark
     * @return how many there were
     */
    public static int find(byte[] bytes, int from, int to, int size, Sink sink) {
        int found = 0;
        int last = to - LENGTH;
        for (int at = from; at <= last; at++) {
            if (bytes[at] == '#' && bytes[at + 1] == 'M') {
                sink.mark((int) number(bytes, at + 2, 2), (int) number(bytes, at + 4, 4), (int) number(bytes, at + 8, 8),
                        (int) number(bytes, at + 16, 8), number(bytes, at + 24, 16));
                at += size - 1;
                found++;
            }
        }
        return found;
    }

    private static void digits(byte[] payload, int at, int count, long value) {
        long rest = value;
        for (int i = at + count - 1; i >= at; i--) {
            payload[i] = DIGITS[(int) (rest & 15)];
            rest >>>= 4;
        }
    }

    private static long number(byte[] bytes, int at, int count) {
        long value = 0;
        for (int i = at; i < at + count; i++) {
            value = value << 4 | VALUES[bytes[i] & 0x7f];
        }
        return value;
    }

    private static byte[] values() {
        byte[] values = new byte[128];
        for (int i = 0; i < DIGITS.length; i++) {
            values[DIGITS[i]] = (byte) i;
        }
        return values;
    }
}
