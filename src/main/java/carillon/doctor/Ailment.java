package carillon.doctor;

import static carillon.doctor.Severity.CRITICAL;
import static carillon.doctor.Severity.INFO;
import static carillon.doctor.Severity.WARNING;

import java.util.List;
import java.util.Locale;

/**
 * What can be wrong, how bad that is, and what cures it: lines for a shell, {@code asadmin} on Payara Server, {@code jboss-cli} on WildFly. Payara Micro has no
 * administrator's door: there what the lines name stands in the command files of {@code server-config/payara-micro}, and the node is restarted.
 *
 * <p>{@code docs/operations.md} lists them; a test compares the two.
 */
public enum Ailment {

    /** What this node says to the broker does not get there. */
    BROKER_AWAY(CRITICAL, "asadmin ping-connection-pool jms/carillon-pool",
            "jboss-cli.sh -c '/subsystem=resource-adapters/resource-adapter=activemq-rar.rar/connection-definitions=carillon:test-connection-in-pool'"),
    /** The broker takes what this node says, but the server brings nothing. */
    STOPPED_LISTENER(CRITICAL, "asadmin disable carillon && asadmin enable carillon",
            "jboss-cli.sh -c '/subsystem=resource-adapters/resource-adapter=activemq-rar.rar:activate'",
            "jboss-cli.sh -c '/deployment=carillon.war/subsystem=ejb3/message-driven-bean=TopicListener:start-delivery'"),
    /** This node hears others, but not itself. */
    ONE_WAY(CRITICAL, "asadmin get resources.resource-adapter-config.activemq-rar.property.ServerUrl resources.connector-connection-pool.jms/carillon-pool.property.ServerUrl",
            "jboss-cli.sh -c '/subsystem=resource-adapters/resource-adapter=activemq-rar.rar:read-resource(recursive=true)'"),
    /** The listener does not come to an end with a message. */
    WEDGED_LISTENER(CRITICAL, "asadmin generate-jvm-report --type=thread; asadmin restart-domain",
            "jboss-cli.sh -c '/core-service=platform-mbean/type=threading:dump-all-threads(locked-monitors=true,locked-synchronizers=true)'; jboss-cli.sh -c ':shutdown(restart=true)'"),
    /** Nodes share one subscription, so each message reaches one of them only. */
    SHARED_SUBSCRIPTION(CRITICAL, "asadmin deploy --force=true --name carillon carillon.war   # its descriptor as delivered: a topic; with OpenMQ useSharedSubscriptionInClusteredContainer=false",
            "jboss-cli.sh -c 'deploy --force carillon.war'   # its descriptor as delivered: a topic, no shareSubscriptions"),
    /** Fewer nodes are heard than there should be. */
    MISSING_NODES(WARNING, "asadmin set resources.resource-adapter-config.activemq-rar.property.ServerUrl='failover:(tcp://BROKER:61616)?maxReconnectDelay=1000'",
            "asadmin set configs.config.CONFIG.jms-service.type=REMOTE   # OpenMQ: one common broker instead of one in each server",
            "jboss-cli.sh -c '/subsystem=resource-adapters/resource-adapter=activemq-rar.rar/config-properties=ServerUrl:read-resource'"),
    /** The listener is called for several messages at once, or out of order. */
    MANY_SESSIONS(WARNING, "asadmin deploy --force=true --name carillon carillon.war   # its descriptor as delivered: maxSessions 1, max-pool-size 1",
            "jboss-cli.sh -c 'deploy --force carillon.war'   # its descriptor as delivered: maxSessions 1 (ActiveMQ), maxSession 1 (Artemis)"),
    /** Messages come more than once. */
    DUPLICATE_DELIVERY(WARNING, "asadmin list-applications --long   # is Carillon there once?", "jboss-cli.sh -c 'deployment-info'   # is Carillon there once?"),
    /** Something else uses the topic. */
    OTHER_APPLICATION(WARNING, "asadmin set-config-property --source=domain --propertyName=carillon.topic --propertyValue=carillon.OWN",
            "jboss-cli.sh -c '/system-property=carillon.topic:add(value=carillon.OWN)'"),
    /** Nodes of another cluster use the topic. */
    OTHER_CLUSTER(WARNING, "asadmin set-config-property --source=domain --propertyName=carillon.topic --propertyValue=carillon.OWN",
            "jboss-cli.sh -c '/system-property=carillon.topic:add(value=carillon.OWN)'"),
    /** Nodes run different versions. */
    VERSION_SKEW(WARNING, "asadmin deploy --force=true --name carillon carillon.war", "jboss-cli.sh -c 'deploy --force carillon.war'"),
    /** The clocks of nodes differ. */
    CLOCK_SKEW(WARNING, "timedatectl set-ntp true"),
    /** More is published than the broker takes. */
    FULL_QUEUE(WARNING, "asadmin set-config-property --source=domain --propertyName=carillon.publish.queue.max --propertyValue=262144",
            "jboss-cli.sh -c '/system-property=carillon.publish.queue.max:add(value=262144)'"),
    /** The broker, or its client, has known holes. */
    UNSAFE_BROKER(WARNING, "asadmin deploy --force=true --type=rar --name activemq-rar activemq-rar.rar", "jboss-cli.sh -c 'deploy --force activemq-rar.rar'"),
    /** The broker does not say again what was said. */
    NO_REPLAY(INFO, "asadmin deploy --force=true --name carillon carillon.war   # its descriptor as delivered: ?consumer.retroactive=true; at the broker a recovery policy, as in server-config/activemq",
            "jboss-cli.sh -c '/subsystem=resource-adapters/resource-adapter=activemq-rar.rar/admin-objects=carillon-topic/config-properties=PhysicalName:read-resource'   # ends with ?consumer.retroactive=true");

    private final Severity severity;
    private final List<String> cure;
    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    Ailment(Severity severity, String... cure) {
        this.severity = severity;
        this.cure = List.of(cure);
    }

    /** As operators are told. */
    public String word() {
        return word;
    }

    /** How bad it is. */
    public Severity severity() {
        return severity;
    }

    /** Lines for a shell that cure it, or show what has to be cured; some hold a name in capitals that is to be filled in. */
    public List<String> cure() {
        return cure;
    }

    String remedy() {
        return " Cure: " + String.join(" | ", cure);
    }
}
