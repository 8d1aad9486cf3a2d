package carillon.history.cursor;

import carillon.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The keys by which nodes know their cursors, whichever of them made one. Safe for use by any thread.
 *
 * <p>Where the operator has set one, it is that, and the previous one still verifies. Otherwise it is derived from the secret of the cluster, and is never told. Only where there is no such
 * secret, or nodes of a version that knows none are being replaced ({@value carillon.config.ClusterKeys#UNSIGNED}), the nodes share a random one: each says its own with its
 * heartbeat, and takes over what it hears; one that has a key of its own takes what it hears to verify only.
 */
@ApplicationScoped
public class CursorKeys {

    /** More than there are in use while nodes come and go; a flood of forged ones stops here. */
    static final int MAX = 64;
    /** As many as nodes make one in the same second, when a whole cluster boots. */
    private static final int MAX_SUPERSEDED = 15;
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final String PURPOSE = "cursors 1";

    private final Consumer<byte[]> random;
    /** The nodes agree on a key by their heartbeats. */
    private final boolean agreed;
    /** Whether a key that is heard verifies. */
    private final boolean listening;
    /** Those that nobody has to tell this node, by id; never forgotten. */
    private final Map<Integer, byte[]> own = new HashMap<>();
    /** By id, in the order in which they were last heard; guarded by this, like the next two. */
    private final Map<Integer, byte[]> keys = new LinkedHashMap<>(16, 0.75f, true);
    /** What new cursors are made with, as it is told; null until there is one. */
    private String current;
    /** The same, to be used: each connection and each ping of one needs it, and thousands may come back at once. Null until there is one. */
    private volatile Key inUse;
    /** What other cursors were made with, here or elsewhere; empty unless several nodes had made one. They are told too: who made them may be gone. */
    private final Deque<String> superseded = new ArrayDeque<>();

    /**
     * A key.
     *
     * @param id what cursors say of it
     * @param bytes what nobody else knows; not to be changed
     */
    record Key(int id, byte[] bytes) {

        private Key(byte[] bytes) {
            this(CursorKeys.id(bytes), bytes);
        }
    }

    /** For the container's proxy only. */
    protected CursorKeys() {
        this(Settings.of(Map.of()));
    }

    /** Makes those that are set, or none. */
    @Inject
    public CursorKeys(Settings settings) {
        this(settings, RANDOM::nextBytes);
    }

    /**
     * Makes those that are set, or none.
     *
     * @param random fills an array with what nobody can guess
     */
    public CursorKeys(Settings settings, Consumer<byte[]> random) {
        this.random = random;
        List<Key> derived = settings.clusterKeys().derive(PURPOSE).stream().map(Key::new).toList();
        Optional<Key> set = settings.cursorKey().map(CursorKeys::ofText).map(Key::new);
        Stream.concat(Stream.concat(derived.stream(), set.stream()), settings.previousCursorKey().map(CursorKeys::ofText).map(Key::new).stream())
                .forEach(key -> own.put(key.id(), key.bytes()));
        listening = set.isEmpty();
        agreed = listening && (derived.isEmpty() || settings.clusterKeys().unsignedAccepted());
        if (!agreed) {
            use(set.orElseGet(() -> derived.get(0)));
        }
    }

    private void keep(Key key) {
        keys.put(key.id(), key.bytes());
    }

    private void use(Key key) {
        keep(key);
        current = text(key.bytes());
        inUse = key;
    }

    /** What the other nodes are to be told; empty where the operator has told them, or as long as there is none. */
    public synchronized Optional<String> told() {
        return agreed ? Optional.ofNullable(current) : Optional.empty();
    }

    /**
     * What the other nodes are to be told besides. All of it each time: a node that comes may hear another but once before clients of the first second of the cluster
     * come to it.
     */
    public synchronized List<String> former() {
        return List.copyOf(superseded);
    }

    /**
     * Takes over what another node tells. What is no key is not looked at.
     *
     * <p>Two nodes that made one each, because neither had heard of the other, agree on the lesser; both keep verifying.
     */
    public synchronized void heard(String told) {
        byte[] bytes = listening ? parse(told) : new byte[0];
        if (bytes.length != BYTES) {
            return;
        }
        Key key = new Key(bytes);
        keep(key);
        if (agreed) {
            agree(key);
        }
        keys.get(inUse.id()); // which makes it the last to go
        while (keys.size() > MAX) {
            keys.remove(keys.keySet().iterator().next());
        }
    }

    private void agree(Key key) {
        String text = text(key.bytes()); // the same in one form only
        if (current == null || text.compareTo(current) < 0) {
            supersede(current);
            use(key);
        } else if (!text.equals(current)) {
            supersede(text);
        }
    }

    private void supersede(String key) {
        if (key == null || superseded.contains(key)) {
            return;
        }
        superseded.addLast(key);
        if (superseded.size() > MAX_SUPERSEDED) {
            superseded.removeFirst();
        }
    }

    private static byte[] parse(String told) {
        try {
            return told.length() > 64 ? new byte[0] : Base64.getUrlDecoder().decode(told);
        } catch (IllegalArgumentException notBase64) {
            return new byte[0]; // it is no key, like one that is too short
        }
    }

    /** Makes one, if none was set or heard: nobody who has one is there. To be told before it is used. */
    public synchronized void make() {
        if (current == null) {
            byte[] bytes = new byte[BYTES];
            random.accept(bytes);
            use(new Key(bytes));
        }
    }

    /** The key that new cursors are made with; empty as long as there is none. Without a lock. */
    Optional<Key> inUse() {
        return Optional.ofNullable(inUse);
    }

    /** The bytes of a key, or empty if this node never had it. Without a lock if it is the one in use. */
    Optional<byte[]> of(int id) {
        Key now = inUse;
        if (now != null && now.id() == id) {
            return Optional.of(now.bytes());
        }
        synchronized (this) {
            return Optional.ofNullable(own.getOrDefault(id, keys.get(id)));
        }
    }

    private static byte[] ofText(String secret) {
        return sha256(("carillon cursor " + secret).getBytes(StandardCharsets.UTF_8));
    }

    private static String text(byte[] key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key);
    }

    private static int id(byte[] key) {
        return ByteBuffer.wrap(sha256(key)).getInt();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Every Java has SHA-256.", missing);
        }
    }
}
