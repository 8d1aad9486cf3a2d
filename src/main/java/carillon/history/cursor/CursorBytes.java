package carillon.history.cursor;

import carillon.channel.Origin;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A cursor as bytes, and back.
 *
 * <p>The maker, its uptime, the number of positions, each of them. Numbers have 7 bits a byte, the lowest first. An origin has a
 * byte 0 and the 8 bytes of its random id, or else its length and its characters. Equal cursors give equal bytes.
 */
final class CursorBytes {

    private static final int ID_BYTES = 8;
    private static final int ID_CHARS = 11;

    private CursorBytes() {
    }

    static byte[] write(Cursor cursor) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(64);
        origin(out, cursor.maker());
        number(out, cursor.uptimeMs());
        number(out, cursor.positions().size());
        new TreeMap<>(cursor.positions()).forEach((origin, sequence) -> {
            origin(out, origin);
            number(out, sequence);
        });
        return out.toByteArray();
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if the bytes are none
     */
    static Cursor read(ByteBuffer in) {
        try {
            Origin maker = origin(in);
            long uptimeMs = number(in);
            Cursor cursor = new Cursor(maker, uptimeMs, positions(in));
            if (in.hasRemaining()) {
                throw new IllegalArgumentException("The cursor goes on behind its end.");
            }
            return cursor;
        } catch (BufferUnderflowException truncated) {
            throw new IllegalArgumentException("The cursor ends too early.", truncated);
        }
    }

    private static Map<Origin, Long> positions(ByteBuffer in) {
        long count = number(in);
        if (count > Cursor.MAX_ORIGINS) {
            throw new IllegalArgumentException("The cursor has too many origins.");
        }
        Map<Origin, Long> positions = new HashMap<>();
        for (int i = 0; i < count; i++) {
            positions.put(origin(in), number(in));
        }
        return positions;
    }

    private static void origin(ByteArrayOutputStream out, Origin origin) {
        byte[] bits = bits(origin.id());
        if (bits != null) {
            out.write(0);
            out.writeBytes(bits);
        } else {
            out.write(origin.id().length());
            out.writeBytes(origin.id().getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** The bits of a random id, or null if it is not what they would be written as. */
    private static byte[] bits(String id) {
        if (id.length() != ID_CHARS) {
            return null;
        }
        byte[] bits = Base64.getUrlDecoder().decode(id);
        return text(bits).equals(id) ? bits : null;
    }

    private static String text(byte[] bits) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    private static Origin origin(ByteBuffer in) {
        int length = in.get() & 0xff;
        byte[] bytes = new byte[length == 0 ? ID_BYTES : length];
        in.get(bytes);
        return new Origin(length == 0 ? text(bytes) : new String(bytes, StandardCharsets.US_ASCII));
    }

    private static void number(ByteArrayOutputStream out, long number) {
        long rest = number;
        while (rest > 0x7f) {
            out.write((int) rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    private static long number(ByteBuffer in) {
        long number = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            byte next = in.get();
            number |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return number;
            }
        }
        throw new IllegalArgumentException("A number of the cursor is too long.");
    }
}
