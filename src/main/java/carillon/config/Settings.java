package carillon.config;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an operator may set, read once and checked. Immutable.
 */
public final class Settings {

    /** The name of this node, for people and logs; by default made of its origin. */
    public static final String NODE = "carillon.node";
    /** The physical name of the topic that all nodes hear. */
    public static final String TOPIC = "carillon.topic";
    /** The physical name of the queue where malformed JMS messages are set aside. */
    public static final String REJECTED_QUEUE = "carillon.rejected.queue";
    /** The hosts by which browsers reach this node, separated by commas: names, {@code *.} and a name, addresses, each with a port or for any; {@code *} allows all. */
    public static final String HOSTS = "carillon.hosts";
    /** Where the node jar listens; read here only to see whether {@link #HOSTS} is needed. */
    public static final String HTTP_ADDRESS = "carillon.http.address";
    /** The origins, besides the node's own, whose pages may connect; separated by commas; {@code *} allows all. */
    public static final String ORIGINS = "carillon.origins";
    /** Whether a request without an Origin header (not a browser) is refused; {@code true} or {@code false}. */
    public static final String ORIGINS_REQUIRED = "carillon.origins.required";
    /** The secret that seals cursors, the same on all nodes; at least {@value #KEY_MIN} characters. Where there is none, the nodes share one that they make. */
    public static final String CURSOR_KEY = "carillon.cursor.key";
    /** The secret before the present one: cursors that were sealed with it are still taken. */
    public static final String CURSOR_KEY_PREVIOUS = "carillon.cursor.key.previous";
    /** The secret that lets an operator drain the node by HTTP; at least {@value #KEY_MIN} characters. Where there is none, nobody may. */
    public static final String OPS_TOKEN = "carillon.ops.token";
    /** What slow readers of a channel may lose: patterns and policies, {@code prices.*=latest,news=drop-oldest}; the first that matches decides. */
    public static final String OVERFLOW = "carillon.overflow";

    /** Whether frames are written to the upgraded stream where the server upgrades by the servlet API; {@code true} or {@code false}. */
    public static final String STREAM = "carillon.stream";
    /** How far a publication has to have come before its publisher is told, where it does not say: {@code accepted}, {@code echoed} or {@code durable}. */
    public static final String LEVEL = "carillon.level";
    /** The physical name of the queue in which the broker keeps durable publications; without it none can be made. */
    public static final String JOURNAL = "carillon.journal";

    /** The name of the cluster: nodes that hear others of another name say so. */
    public static final String CLUSTER = "carillon.cluster";

    /** The resource adapter to which the descriptors of the listener bind it; read here only to tell operators what fits. */
    public static final String ADAPTER = "carillon.adapter";

    /** Where the broker is, as the server's own files read it; read here only to tell it. */
    public static final String BROKER_URL = "carillon.broker.url";
    /** The port on which the node listens, as Payara Micro's own files read it; read here only to tell it. */
    public static final String HTTP_PORT = "carillon.http.port";

    /** The least length of a secret, in characters. */
    static final int KEY_MIN = 16;
    /** Names as every broker takes them: no composite destinations, no options, no wildcards. */
    private static final Pattern DESTINATION = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
    private static final Pattern CLUSTER_NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern NODE_NAME = Pattern.compile("[\\p{Alnum}._ -]{1,64}");

    private static final Pattern LOGIN = Pattern.compile("//[^/,()]*@");
    private static final Pattern OPTIONS = Pattern.compile("\\?[^,)]*");

    private final Map<Limit, Integer> limits = new EnumMap<>(Limit.class);
    private final Optional<String> node;
    private final String topic;
    private final String rejectedQueue;
    private final List<String> hosts;
    private final Optional<String> httpAddress;
    private final List<String> origins;
    private final boolean originsRequired;
    private final Optional<String> cursorKey;
    private final Optional<String> previousCursorKey;
    private final Optional<String> opsToken;
    private final Map<String, String> overflow;
    private final boolean stream;
    private final String level;
    private final Optional<String> journal;
    private final String cluster;
    private final ClusterKeys clusterKeys;
    private final Optional<String> adapter;
    private final Optional<String> broker;
    private final String address;

    private Settings(Function<String, Optional<String>> source) {
        for (Limit limit : Limit.values()) {
            limits.put(limit, source.apply(limit.key()).map(limit::parse).orElse(limit.preset()));
        }
        node = source.apply(NODE).filter(text -> !text.isBlank()).map(text -> matching(NODE, NODE_NAME, text));
        topic = matching(TOPIC, DESTINATION, source.apply(TOPIC).orElse("carillon"));
        rejectedQueue = matching(REJECTED_QUEUE, DESTINATION, source.apply(REJECTED_QUEUE).orElse("carillon.rejected"));
        hosts = list(source.apply(HOSTS));
        httpAddress = source.apply(HTTP_ADDRESS).map(String::trim).filter(text -> !text.isEmpty());
        origins = list(source.apply(ORIGINS));
        originsRequired = bool(ORIGINS_REQUIRED, source.apply(ORIGINS_REQUIRED).orElse("false"));
        cursorKey = secret(CURSOR_KEY, source);
        previousCursorKey = secret(CURSOR_KEY_PREVIOUS, source);
        opsToken = secret(OPS_TOKEN, source);
        overflow = pairs(OVERFLOW, source.apply(OVERFLOW).orElse(""));
        stream = bool(STREAM, source.apply(STREAM).orElse("true"));
        journal = source.apply(JOURNAL).filter(text -> !text.isBlank()).map(text -> matching(JOURNAL, DESTINATION, text));
        cluster = source.apply(CLUSTER).filter(text -> !text.isBlank()).map(text -> matching(CLUSTER, CLUSTER_NAME, text)).orElse("");
        clusterKeys = ClusterKeys.from(source, topic);
        adapter = source.apply(ADAPTER).filter(text -> !text.isBlank());
        broker = source.apply(BROKER_URL).filter(text -> !text.isBlank()).map(Settings::withoutSecrets);
        address = source.apply(HTTP_PORT).map(port -> "http://" + source.apply(HTTP_ADDRESS).orElse("*") + ":" + port).orElse("");
        level = level(source.apply(LEVEL).orElse("accepted"));
        together();
    }

    /**
     * Reads the settings from a source.
     *
     * @param source gives the text of a setting, or empty where it is not set
     * @throws IllegalArgumentException if a setting is not allowed; the message names it and says what is
     */
    public static Settings from(Function<String, Optional<String>> source) {
        return new Settings(source);
    }

    /** The names of all settings that are read, limits too. */
    public static Set<String> names() {
        Set<String> names = new TreeSet<>();
        from(key -> {
            names.add(key);
            return Optional.empty();
        });
        return names;
    }

    /** The settings of a map; what is not in it has its default. */
    public static Settings of(Map<String, String> map) {
        return from(key -> Optional.ofNullable(map.get(key)));
    }

    /** The value of a limit, in the unit that its key names. */
    public int get(Limit limit) {
        return limits.get(limit);
    }

    /** The value of a limit in milliseconds, as nanoseconds. */
    public long nanos(Limit limit) {
        return limits.get(limit) * 1_000_000L;
    }

    /** The name of this node, or empty where none is set. */
    public Optional<String> node() {
        return node;
    }

    /** The topic that all nodes hear. */
    public String topic() {
        return topic;
    }

    /** The queue where malformed JMS messages are set aside. */
    public String rejectedQueue() {
        return rejectedQueue;
    }

    /** The hosts by which this node may be asked for besides those of the machine itself, as they were written. */
    public List<String> hosts() {
        return hosts;
    }

    /** Where the node jar was told to listen, or empty where it was not, or the server is another. */
    public Optional<String> httpAddress() {
        return httpAddress;
    }

    /** The allowed origins besides the node's own, as they were written. */
    public List<String> origins() {
        return origins;
    }

    /** Whether a request without an Origin header is refused. */
    public boolean originsRequired() {
        return originsRequired;
    }

    /** The secret that seals cursors, or empty where the nodes are to share one that they make. */
    public Optional<String> cursorKey() {
        return cursorKey;
    }

    /** The secret before that. */
    public Optional<String> previousCursorKey() {
        return previousCursorKey;
    }

    /** The listener's resource adapter, or empty where it is that of ActiveMQ. */
    public Optional<String> adapter() {
        return adapter;
    }

    /** The secret of an operator, or empty where the node can't be drained by HTTP. */
    public Optional<String> opsToken() {
        return opsToken;
    }

    private static List<String> list(Optional<String> text) {
        return Stream.of(text.orElse("").split(",")).map(String::trim).filter(one -> !one.isEmpty()).toList();
    }

    /** What is wrong with a secret is said without it. */
    static Optional<String> secret(String key, Function<String, Optional<String>> source) {
        Optional<String> secret = source.apply(key).filter(text -> !text.isBlank());
        if (secret.isPresent() && secret.get().length() < KEY_MIN) {
            throw new IllegalArgumentException(key + " must have " + KEY_MIN + " characters or more.");
        }
        return secret;
    }

    /** The policies for slow readers, by pattern, in the order in which they were written. */
    public Map<String, String> overflow() {
        return overflow;
    }

    /** Whether frames are written to the upgraded stream where that can be had. */
    public boolean stream() {
        return stream;
    }

    /** How far a publication has to have come where its publisher does not say: {@code accepted}, {@code echoed} or {@code durable}. */
    public String level() {
        return level;
    }

    /** The name of the cluster, empty where it has none. */
    public String cluster() {
        return cluster;
    }

    /** The secrets by which nodes know each other. */
    public ClusterKeys clusterKeys() {
        return clusterKeys;
    }

    /** The queue in which the broker keeps durable publications, or empty where it keeps none. */
    public Optional<String> journal() {
        return journal;
    }

    private String level(String text) {
        if (!List.of("accepted", "echoed", "durable").contains(text)) {
            throw new IllegalArgumentException(LEVEL + " must be accepted, echoed or durable, not '" + text + "'.");
        }
        if (text.equals("durable") && journal.isEmpty()) {
            throw new IllegalArgumentException(LEVEL + " can be durable only where " + JOURNAL + " is set.");
        }
        return text;
    }

    private static Map<String, String> pairs(String key, String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : text.split(",")) {
            int equals = pair.indexOf('=');
            if (!pair.isBlank() && equals < 1) {
                throw new IllegalArgumentException(key + " must be pattern=policy, separated by commas, which '" + pair.trim() + "' is not.");
            }
            if (!pair.isBlank()) {
                pairs.putIfAbsent(pair.substring(0, equals).trim(), pair.substring(equals + 1).trim());
            }
        }
        return Collections.unmodifiableMap(pairs);
    }

    private static String matching(String key, Pattern pattern, String text) {
        if (!pattern.matcher(text).matches()) {
            throw new IllegalArgumentException(key + " must match " + pattern + ", which '" + text + "' does not.");
        }
        return text;
    }

    private static boolean bool(String key, String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(key + " must be true or false, not '" + text + "'.");
        }
        return text.equals("true");
    }

    /** Limits that make sense only together. */
    private void together() {
        atLeast(Limit.OUTBOX_MAX_BYTES, 4, Limit.PAYLOAD_MAX_BYTES, "or one publication would overflow it");
        atLeast(Limit.HISTORY_MAX_BYTES, 1, Limit.PAYLOAD_MAX_BYTES, "or one publication would be all that is remembered");
        atLeast(Limit.HEARTBEAT_TIMEOUT_MS, 2, Limit.HEARTBEAT_INTERVAL_MS, "or one late heartbeat would fence the node");
    }

    private void atLeast(Limit larger, int times, Limit smaller, String why) {
        if (get(larger) < (long) times * get(smaller)) {
            throw new IllegalArgumentException(larger.key() + " (" + get(larger) + ") must be at least " + times + " times " + smaller.key()
                    + " (" + get(smaller) + "), " + why + ".");
        }
    }

    /** Where the broker is, without options and logins, to be told; empty where it is not said by a URL. */
    public Optional<String> broker() {
        return broker;
    }

    /** Where the node listens, for instance {@code http://127.0.0.1:8080}, to be told; empty where Carillon's settings do not say it. */
    public String address() {
        return address;
    }

    /** Options of a URL may hold a login, as may what stands before its host. */
    private static String withoutSecrets(String urls) {
        return OPTIONS.matcher(LOGIN.matcher(urls).replaceAll("//")).replaceAll("");
    }
}
