package carillon.backplane;

import carillon.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs what nodes tell each other, and checks it: HMAC-SHA-256 with a key that is derived from the cluster's secret. Safe for use by any thread.
 *
 * <p>A signature is base64url of the id of its key (4 bytes) and the first {@value #MAC_BYTES} bytes of the MAC over the topic's name, the head of the envelope and its body, each
 * after its length. It proves that a node wrote the envelope for this topic, not when: an envelope that is sent again has the same signature.
 */
@ApplicationScoped
public class EnvelopeSignature {

    private static final String PURPOSE = "envelopes 1";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int ID_BYTES = 4;
    private static final int MAC_BYTES = 16;
    private static final int CHARS = 27;

    private final Settings settings;
    private final byte[] topic;
    /** The first one signs. Empty until it is needed, since a secret is stretched for it. */
    private volatile List<Key> keys = List.of();

    private record Key(int id, Mac mac) {
    }

    /** For the container's proxy only. */
    protected EnvelopeSignature() {
        this(Settings.of(Map.of()));
    }

    /** Makes one for the settings' cluster and topic. */
    @Inject
    public EnvelopeSignature(Settings settings) {
        this.settings = settings;
        this.topic = settings.topic().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Signs an envelope.
     *
     * @param head what it says besides its body, in one form only
     * @throws IllegalArgumentException if there is no secret
     */
    public String sign(byte[] head, byte[] body) {
        Key key = keys().get(0);
        byte[] signature = ByteBuffer.allocate(ID_BYTES + MAC_BYTES).putInt(key.id()).put(mac(key, head, body), 0, MAC_BYTES).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }

    /**
     * Checks the signature of an envelope.
     *
     * @param signature as it came; null if there is none
     * @return why the envelope is to be refused; empty if it is to be taken
     */
    public Optional<Refusal> check(String signature, byte[] head, byte[] body) {
        if (signature == null) {
            return settings.clusterKeys().unsignedAccepted() ? Optional.empty() : Optional.of(Refusal.UNSIGNED);
        }
        byte[] bytes = decoded(signature);
        if (bytes.length != ID_BYTES + MAC_BYTES) {
            return Optional.of(Refusal.ALTERED);
        }
        int id = ByteBuffer.wrap(bytes).getInt();
        Optional<Key> signer = keys().stream().filter(key -> key.id() == id).findFirst();
        if (signer.isEmpty()) {
            return Optional.of(Refusal.OTHER_KEY);
        }
        byte[] right = Arrays.copyOf(mac(signer.get(), head, body), MAC_BYTES);
        return MessageDigest.isEqual(right, Arrays.copyOfRange(bytes, ID_BYTES, bytes.length)) ? Optional.empty() : Optional.of(Refusal.ALTERED);
    }

    private static byte[] decoded(String signature) {
        try {
            return signature.length() == CHARS ? Base64.getUrlDecoder().decode(signature) : new byte[0];
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }

    private List<Key> keys() {
        List<Key> now = keys;
        if (now.isEmpty()) {
            settings.clusterKeys().require();
            now = settings.clusterKeys().derive(PURPOSE).stream().map(EnvelopeSignature::key).toList();
            keys = now;
        }
        return now;
    }

    private static Key key(byte[] bytes) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(bytes, ALGORITHM));
            return new Key(ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes)).getInt(), mac);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Every Java has HmacSHA256.", missing);
        }
    }

    private byte[] mac(Key key, byte[] head, byte[] body) {
        try {
            Mac mac = (Mac) key.mac().clone(); // one that nobody else uses, with its key already in it
            mac.update(ByteBuffer.allocate(3 * Integer.BYTES).putInt(topic.length).putInt(head.length).putInt(body.length).array());
            mac.update(topic);
            mac.update(head);
            return mac.doFinal(body);
        } catch (CloneNotSupportedException never) {
            throw new IllegalStateException("The MAC of this Java can't be copied.", never);
        }
    }
}
