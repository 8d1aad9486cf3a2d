package carillon.history.cursor;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes of a cursor what a client keeps, and back: text that is of use to nobody else and can't be altered. Safe for use by any thread.
 *
 * <p>base64url of: version (1 byte), id of the key (4), the cursor, and the first {@value #SEAL} bytes of HMAC-SHA-256 over all that and the user's name.
 */
@ApplicationScoped
public class CursorSeal {

    /** The longest text that is looked at, in characters. */
    public static final int MAX_CHARS = 8_192;

    private static final byte VERSION = 1;
    private static final int HEAD = 5;
    private static final int SEAL = 16;

    private final CursorKeys keys;

    /** For the container's proxy only. */
    protected CursorSeal() {
        this(null);
    }

    /** Makes one that uses some keys. */
    @Inject
    public CursorSeal(CursorKeys keys) {
        this.keys = keys;
    }

    /**
     * Makes a text of a cursor.
     *
     * @param user who gets it; the empty string if nobody has a name
     * @return the text, or empty as long as this node has no key
     */
    public Optional<String> seal(Cursor cursor, String user) {
        return keys.inUse().map(key -> seal(cursor, user, key.id(), key.bytes()));
    }

    private static String seal(Cursor cursor, String user, int id, byte[] key) {
        byte[] body = CursorBytes.write(cursor);
        ByteBuffer all = ByteBuffer.allocate(HEAD + body.length + SEAL).put(VERSION).putInt(id).put(body);
        all.put(mac(key, all.array(), HEAD + body.length, user));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all.array());
    }

    /**
     * Makes a cursor of a text.
     *
     * @param user who hands it in
     * @return empty if no node made it for this user, or with a key that this node doesn't know: the client is to be treated as having none
     */
    public Optional<Cursor> open(String text, String user) {
        if (text.length() > MAX_CHARS) {
            return Optional.empty();
        }
        try {
            byte[] all = Base64.getUrlDecoder().decode(text);
            return genuine(all, user) ? Optional.of(CursorBytes.read(ByteBuffer.wrap(all, HEAD, all.length - HEAD - SEAL))) : Optional.empty();
        } catch (IllegalArgumentException noCursor) {
            return Optional.empty(); // whatever it is, it is treated alike
        }
    }

    private boolean genuine(byte[] all, String user) {
        if (all.length < HEAD + SEAL || all[0] != VERSION) {
            return false;
        }
        int length = all.length - SEAL;
        byte[] claimed = Arrays.copyOfRange(all, length, all.length);
        return keys.of(ByteBuffer.wrap(all).getInt(1)).filter(key -> MessageDigest.isEqual(mac(key, all, length, user), claimed)).isPresent();
    }

    private static byte[] mac(byte[] key, byte[] bytes, int length, String user) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).array()); // or a name could begin where the cursor ends
            mac.update(bytes, 0, length);
            return Arrays.copyOf(mac.doFinal(user.getBytes(StandardCharsets.UTF_8)), SEAL);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Every Java has HmacSHA256.", missing);
        }
    }
}
