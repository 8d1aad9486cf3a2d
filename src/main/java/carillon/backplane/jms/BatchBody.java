package carillon.backplane.jms;

import carillon.backplane.Batch.Item;
import carillon.channel.Channel;
import carillon.channel.Key;
import carillon.channel.Payload;
import carillon.channel.Utf8;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The items of a batch as bytes, and back.
 *
 * <p>Each item: the length of the channel's name (2 bytes) and the name (ASCII), flags (1: JSON and not text, 2: there is a key), where there is a key its length
 * (1 byte) and the key (ASCII), the length of the payload (4 bytes) and the payload (UTF-8). Numbers are big-endian. Nothing is allocated on the word of a length that the bytes don't bear out.
 */
final class BatchBody {

    /** What an item costs besides its name and payload, in bytes. */
    static final int OVERHEAD = 7;
    private static final int JSON = 1;
    private static final int KEY = 2;

    private BatchBody() {
    }

    static byte[] write(List<Item> items) {
        int size = items.stream().mapToInt(item -> OVERHEAD + item.channel().name().length() + item.payload().bytes()
                + item.key().map(key -> 1 + key.text().length()).orElse(0)).sum();
        ByteBuffer body = ByteBuffer.allocate(size);
        for (Item item : items) {
            byte[] name = item.channel().name().getBytes(StandardCharsets.US_ASCII);
            body.putShort((short) name.length).put(name);
            body.put((byte) ((item.payload().json() ? JSON : 0) | (item.key().isPresent() ? KEY : 0)));
            item.key().ifPresent(key -> body.put((byte) key.text().length()).put(key.text().getBytes(StandardCharsets.US_ASCII)));
            body.putInt(item.payload().bytes()).put(item.payload().utf8());
        }
        return body.array();
    }

    static List<Item> read(byte[] bytes, int count) throws MalformedException {
        ByteBuffer body = ByteBuffer.wrap(bytes);
        if (count < 1 || (long) count * OVERHEAD > bytes.length) {
            throw new MalformedException("The batch can't hold as many items as it says.");
        }
        List<Item> items = new ArrayList<>(count);
        try {
            for (int i = 0; i < count; i++) {
                items.add(item(body));
            }
        } catch (BufferUnderflowException truncated) {
            throw new MalformedException("The batch ends inside an item.");
        }
        if (body.hasRemaining()) {
            throw new MalformedException("The batch goes on behind its last item.");
        }
        return items;
    }

    private static Item item(ByteBuffer body) throws MalformedException {
        String name = new String(slice(body, body.getShort() & 0xffff), StandardCharsets.US_ASCII);
        Channel channel = Channel.parse(name).orElseThrow(() -> new MalformedException("An item of the batch has no valid channel."));
        byte flags = body.get();
        if ((flags & ~(JSON | KEY)) != 0) {
            throw new MalformedException("An item of the batch is neither JSON nor text.");
        }
        Optional<Key> key = (flags & KEY) == 0 ? Optional.empty() : Optional.of(key(body));
        byte[] payload = slice(body, body.getInt());
        if (!Utf8.wellFormed(payload)) {
            throw new MalformedException("The bytes are not UTF-8.");
        }
        return new Item(channel, Payload.of((flags & JSON) != 0, payload), key);
    }

    private static Key key(ByteBuffer body) throws MalformedException {
        String text = new String(slice(body, body.get() & 0xff), StandardCharsets.US_ASCII);
        return Key.parse(text).orElseThrow(() -> new MalformedException("An item of the batch has a key that is none."));
    }

    private static byte[] slice(ByteBuffer body, int length) {
        if (length < 0 || length > body.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] slice = new byte[length];
        body.get(slice);
        return slice;
    }

    /** Text of UTF-8, strictly: a broken one is refused, not mended. */
    static String utf8(byte[] bytes) throws MalformedException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException notUtf8) {
            throw new MalformedException("The bytes are not UTF-8.");
        }
    }
}
