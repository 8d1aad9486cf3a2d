package carillon.doctor;

import static carillon.doctor.Cure.Adapter.ACTIVEMQ;
import static carillon.doctor.Cure.Adapter.ARTEMIS;
import static carillon.doctor.Cure.Adapter.EMBEDDED;
import static carillon.doctor.Cure.Adapter.OPENMQ;
import static carillon.doctor.Cure.again;
import static carillon.doctor.Cure.asadmin;
import static carillon.doctor.Cure.beside;
import static carillon.doctor.Cure.jbossCli;
import static carillon.doctor.Severity.CRITICAL;
import static carillon.doctor.Severity.INFO;
import static carillon.doctor.Severity.WARNING;

import java.util.List;
import java.util.Locale;

/**
 * What can be wrong, how bad that is, and what cures it: lines for a shell, {@code asadmin} on Payara Server, {@code jboss-cli} on WildFly. Payara Micro has no
 * administrator's door: there a node is started again, with other variables of the environment.
 *
 * <p>{@code docs/operations.md} lists them; a test compares the two.
 */
public enum Ailment {

    /** What this node says to the broker does not get there. */
    BROKER_AWAY(CRITICAL, beside("curl -v telnet://BROKER:61616   # the broker of CARILLON_BROKER_URL; its login: CARILLON_BROKER_USER, CARILLON_BROKER_PASSWORD"),
            asadmin(ACTIVEMQ, "get resources.connector-connection-pool.jms/carillon-pool.property.ServerUrl   # is that broker there?"),
            asadmin(OPENMQ, "get configs.config.CONFIG.jms-service.jms-host.default_JMS_host.*"),
            jbossCli(ACTIVEMQ, "/subsystem=resource-adapters/resource-adapter=activemq-rar.rar/connection-definitions=carillon:test-connection-in-pool"),
            jbossCli(ARTEMIS, "/socket-binding-group=standard-sockets/remote-destination-outbound-socket-binding=carillon-broker:read-resource"),
            jbossCli(EMBEDDED, "/subsystem=messaging-activemq/server=default:read-attribute(name=started)")),
    /** The broker takes what this node says, but the server brings nothing. */
    STOPPED_LISTENER(CRITICAL, again("", ""), asadmin(Cure.AGAIN),
            jbossCli(ACTIVEMQ, "/subsystem=resource-adapters/resource-adapter=activemq-rar.rar:activate"),
            jbossCli("/deployment=carillon.war/subsystem=ejb3/message-driven-bean=TopicListener:start-delivery"),
            jbossCli("/deployment=carillon.war:redeploy")),
    /** This node hears others, but not itself. */
    ONE_WAY(CRITICAL, again("CARILLON_BROKER_URL=tcp://BROKER:61616 ", "one broker, or brokers that are connected"),
            asadmin(ACTIVEMQ, "get resources.resource-adapter-config.activemq-rar.property.ServerUrl && asadmin get resources.connector-connection-pool.jms/carillon-pool.property.ServerUrl"),
            jbossCli(ACTIVEMQ, "/subsystem=resource-adapters/resource-adapter=activemq-rar.rar:read-resource(recursive=true)"),
            jbossCli(ARTEMIS, "/subsystem=messaging-activemq/pooled-connection-factory=*:read-attribute(name=connectors)   # the same for carillon-in and carillon-out"),
            jbossCli(EMBEDDED, "/subsystem=messaging-activemq/server=default/jms-topic=*:read-attribute(name=entries)   # java:/jms/carillon-topic, once")),
    /** The listener does not come to an end with a message. */
    WEDGED_LISTENER(CRITICAL, beside("jcmd PID Thread.print && kill -KILL PID && java -jar carillon-node.jar"),
            asadmin("generate-jvm-report --target INSTANCE --type=thread; asadmin stop-instance INSTANCE; asadmin start-instance INSTANCE   # restart-domain where it is server"),
            jbossCli("/core-service=platform-mbean/type=threading:dump-all-threads(locked-monitors=true,locked-synchronizers=true)"),
            jbossCli(":shutdown(restart=true)")),
    /** Nodes share one subscription, so each message reaches one of them only. */
    SHARED_SUBSCRIPTION(CRITICAL, again("", "as delivered: its listener names a topic"),
            asadmin("deploy --force=true --target TARGET --name carillon carillon.war   # its descriptor as delivered: a topic"),
            asadmin(OPENMQ, Cure.ONE_OPENMQ + "   # OpenMQ: in a cluster of servers, each with a broker, they share; at one common broker they don't"),
            jbossCli("deploy --force carillon.war   # its descriptor as delivered: a topic, no shareSubscriptions")),
    /** Fewer nodes are heard than there should be. */
    MISSING_NODES(WARNING, again("CARILLON_BROKER_URL=tcp://BROKER:61616 CARILLON_TOPIC=carillon ", "the same on all nodes; or fewer are meant: CARILLON_NODES_EXPECTED"),
            asadmin(ACTIVEMQ, "set resources.resource-adapter-config.activemq-rar.property.ServerUrl='failover:(tcp://BROKER:61616)?maxReconnectDelay=1000'"),
            asadmin(OPENMQ, Cure.ONE_OPENMQ + "   # OpenMQ: one common broker instead of one in each server"),
            jbossCli(ACTIVEMQ, "/subsystem=resource-adapters/resource-adapter=activemq-rar.rar/config-properties=ServerUrl:read-resource"),
            jbossCli(ARTEMIS, "/socket-binding-group=standard-sockets/remote-destination-outbound-socket-binding=carillon-broker:read-resource   # the same broker on all nodes"),
            jbossCli(EMBEDDED, "/subsystem=messaging-activemq/server=default/cluster-connection=carillon:read-resource(include-runtime=true)   # lists the other nodes")),
    /** The listener is called for several messages at once, or out of order. */
    MANY_SESSIONS(WARNING, again("", "as delivered: its listener has maxSessions 1, max-pool-size 1"),
            asadmin("deploy --force=true --target TARGET --name carillon carillon.war   # its descriptor as delivered: maxSessions 1, max-pool-size 1"),
            jbossCli("deploy --force carillon.war   # its descriptor as delivered: maxSessions 1 (ActiveMQ), maxSession 1 (Artemis)")),
    /** Messages come more than once. */
    DUPLICATE_DELIVERY(WARNING, beside("unzip -l carillon-node.jar 'MICRO-INF/deploy/*'   # is Carillon there once?"), asadmin("list-applications --long   # is Carillon there once?"), jbossCli("deployment-info   # is Carillon there once?")),
    /** Something else uses the topic. */
    OTHER_APPLICATION(WARNING, ownTopic()),
    /** Nodes of another cluster use the topic. */
    OTHER_CLUSTER(WARNING, ownTopic()),
    /** Something claims to come from a node and is not signed as nodes sign. */
    UNSIGNED_ENVELOPES(WARNING, setting("carillon.cluster.unsigned", "accept")),
    /** Something claims to come from a node and is signed with another key. */
    OTHER_CLUSTER_KEY(WARNING, setting("carillon.cluster.key", "THE_SECRET_OF_ALL_NODES")),
    /** This node accepts what is not signed. */
    UNSIGNED_ACCEPTED(WARNING, unset("carillon.cluster.unsigned")),
    /** Something came in the name of this node that it never sent. */
    FORGED_ORIGIN(WARNING, setting("carillon.cluster.key", "THE_SECRET_OF_ALL_NODES")),
    /** Nodes run different versions. */
    VERSION_SKEW(WARNING, again("", "the same carillon-node.jar on all nodes"), asadmin("deploy --force=true --target TARGET --name carillon carillon.war"), jbossCli("deploy --force carillon.war")),
    /** The clocks of nodes differ. */
    CLOCK_SKEW(WARNING, Cure.shell("timedatectl set-ntp true")),
    /** More is published than the broker takes. */
    FULL_QUEUE(WARNING, setting("carillon.publish.queue.max", "262144")),
    /** The broker, or its client, has known holes. */
    UNSAFE_BROKER(WARNING, again("", "a carillon-node.jar that was built with a newer adapter"), asadmin(ACTIVEMQ, "deploy --force=true --target TARGET --type=rar --name activemq-rar activemq-rar.rar"), jbossCli(ACTIVEMQ, "deploy --force activemq-rar.rar")),
    /** The broker does not say again what was said. */
    NO_REPLAY(INFO, beside("grep -n RecoveryPolicy activemq.xml   # at the broker: a recovery policy for the topic, as in server-config/activemq"),
            asadmin(ACTIVEMQ, "deploy --force=true --target TARGET --name carillon carillon.war   # its descriptor as delivered: ?consumer.retroactive=true; at the broker a recovery policy, as in server-config/activemq"),
            jbossCli(ACTIVEMQ, "/subsystem=resource-adapters/resource-adapter=activemq-rar.rar/admin-objects=carillon-topic/config-properties=PhysicalName:read-resource   # ends with ?consumer.retroactive=true"));

    private final Severity severity;
    private final List<Cure> cures;
    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    Ailment(Severity severity, Cure... cures) {
        this.severity = severity;
        this.cures = List.of(cures);
    }

    private static Cure[] ownTopic() {
        return new Cure[] {again("CARILLON_TOPIC=carillon.OWN ", "on all nodes of this cluster"), setOnPayara("carillon.topic", "carillon.OWN"), setOnWildFly(ACTIVEMQ, "", "carillon.topic", "carillon.OWN"),
            setOnWildFly(ARTEMIS, moved("external-jms-topic", ",enable-amq1-prefix=false"), "carillon.topic", "carillon.OWN"),
            setOnWildFly(EMBEDDED, moved("server=default/jms-topic", ""), "carillon.topic", "carillon.OWN")};
    }

    /** There the listener finds the topic by a name in JNDI. */
    private static String moved(String kind, String more) {
        String topic = "/subsystem=messaging-activemq/" + kind + "=";
        return topic + "carillon:remove," + topic + "carillon.OWN:add(entries=[java:/jms/carillon-topic]" + more + "),";
    }

    private static Cure[] setting(String key, String value) {
        return new Cure[] {again(variable(key) + "=" + value + " ", ""), setOnPayara(key, value), setOnWildFly(Cure.Adapter.ANY, "", key, value)};
    }

    private static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    private static Cure[] unset(String key) {
        return new Cure[] {again(variable(key) + "= ", ""), asadmin("delete-config-property --source=domain --propertyName=" + key + " && asadmin " + Cure.AGAIN),
            Cure.jbossClis(Cure.Adapter.ANY, "/system-property=" + key + ":remove,:reload")};
    }

    /** A setting is read when the application starts. */
    private static Cure setOnPayara(String key, String value) {
        return asadmin("set-config-property --source=domain --propertyName=" + key + " --propertyValue=" + value + " && asadmin " + Cure.AGAIN);
    }

    private static Cure setOnWildFly(Cure.Adapter adapter, String before, String key, String value) {
        return Cure.jbossClis(adapter, before + "/system-property=" + key + ":add(value=" + value + "),:reload");
    }

    /** As operators are told. */
    public String word() {
        return word;
    }

    /** How bad it is. */
    public Severity severity() {
        return severity;
    }

    /** What cures it, on any server with any adapter. */
    public List<Cure> cures() {
        return cures;
    }
}
