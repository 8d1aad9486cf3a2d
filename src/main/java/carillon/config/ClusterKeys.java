package carillon.config;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secrets that the nodes of a cluster share, and the keys that are derived from them. Immutable; safe for use by any thread.
 *
 * <p>A secret is stretched by PBKDF2 with the name of the topic as salt, because it may be a password: once in the life of the JVM, when it is needed first.
 */
public final class ClusterKeys {

    /** The secret by which nodes know each other's envelopes, the same on all nodes; at least {@value Settings#KEY_MIN} characters. */
    public static final String KEY = "carillon.cluster.key";
    /** A second secret, which is accepted too, but not used: the one before, or the next one. */
    public static final String PREVIOUS = "carillon.cluster.key.previous";
    /** Whether envelopes without a signature are accepted: {@code refuse}, or {@code accept} while nodes of a version that does not sign are replaced. */
    public static final String UNSIGNED = "carillon.cluster.unsigned";
    /** The password of the nodes' account at the broker: the secret, where {@value #KEY} is not set. */
    public static final String BROKER_PASSWORD = "carillon.broker.password";

    /** What to do where there is no secret. */
    static final String MISSING = "Set " + KEY + " (" + Settings.KEY_MIN + " characters or more, the same on all nodes), or let the application see " + BROKER_PASSWORD
            + " as a MicroProfile Config property: without a secret of the cluster a node can't tell the envelopes of other nodes from forged ones.";

    private static final int ITERATIONS = 100_000;
    private static final int KEY_BITS = 256;
    private static final int CACHED_MAX = 32;
    /** Stretched secrets by secret and topic; guarded by itself. Bounded: a JVM that runs many clusters in turn, as tests do, forgets the oldest. */
    private static final Map<List<String>, byte[]> STRETCHED = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<String>, byte[]> eldest) {
            return size() > CACHED_MAX;
        }
    };

    private final Optional<String> current;
    private final Optional<String> previous;
    private final boolean unsignedAccepted;
    private final String topic;

    private ClusterKeys(Optional<String> current, Optional<String> previous, boolean unsignedAccepted, String topic) {
        this.current = current;
        this.previous = previous;
        this.unsignedAccepted = unsignedAccepted;
        this.topic = topic;
    }

    static ClusterKeys from(Function<String, Optional<String>> source, String topic) {
        Optional<String> current = Settings.secret(KEY, source).or(() -> text(source, BROKER_PASSWORD));
        String unsigned = source.apply(UNSIGNED).orElse("refuse");
        if (!List.of("refuse", "accept").contains(unsigned)) {
            throw new IllegalArgumentException(UNSIGNED + " must be refuse or accept, not '" + unsigned + "'.");
        }
        return new ClusterKeys(current, text(source, PREVIOUS), unsigned.equals("accept"), topic);
    }

    private static Optional<String> text(Function<String, Optional<String>> source, String key) {
        return source.apply(key).filter(text -> !text.isBlank());
    }

    /**
     * Does nothing if there is a secret.
     *
     * @throws IllegalArgumentException if there is none, with what to do
     */
    public void require() {
        if (!exist()) {
            throw new IllegalArgumentException(MISSING);
        }
    }

    /** Whether there is a secret. */
    public boolean exist() {
        return current.isPresent();
    }

    /** Whether envelopes without a signature are accepted. */
    public boolean unsignedAccepted() {
        return unsignedAccepted;
    }

    /**
     * Keys for one purpose: the one to use first, then those that are accepted too.
     *
     * @param purpose keys for different purposes say nothing of each other
     * @return empty if there is no secret
     */
    public List<byte[]> derive(String purpose) {
        return exist() ? Stream.concat(current.stream(), previous.stream()).distinct().map(secret -> hmac(stretched(secret), purpose)).toList() : List.of();
    }

    private byte[] stretched(String secret) {
        synchronized (STRETCHED) {
            return STRETCHED.computeIfAbsent(List.of(secret, topic), key -> stretch(secret, "carillon cluster " + topic));
        }
    }

    private static byte[] stretch(String secret, String salt) {
        try {
            PBEKeySpec spec = new PBEKeySpec(secret.toCharArray(), salt.getBytes(StandardCharsets.UTF_8), ITERATIONS, KEY_BITS);
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Every Java has PBKDF2WithHmacSHA256.", missing);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Every Java has HmacSHA256.", missing);
        }
    }
}
