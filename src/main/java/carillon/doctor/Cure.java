package carillon.doctor;

/**
 * A line for a shell that cures something, or shows what has to be cured.
 *
 * @param server whose command it is
 * @param adapter where it is meant for nodes with this adapter only
 * @param line as it is typed; a name in capitals is to be filled in
 */
public record Cure(Server server, Adapter adapter, String line) {

    /** Which servers a line is for. */
    public enum Server {
        /** With an administrator's command, {@code asadmin}. */
        PAYARA,
        /** A process that is configured by its environment when it starts. */
        PAYARA_MICRO, WILDFLY, ANY
    }

    /** Which client of which broker a line is for. */
    public enum Adapter {
        /** The project's own, of ActiveMQ Classic. */
        ACTIVEMQ,
        /** WildFly's, for an Artemis elsewhere. */
        ARTEMIS,
        /** WildFly's, for the Artemis within it. */
        EMBEDDED,
        /** Payara's, of OpenMQ. */
        OPENMQ,
        /** Whichever. */
        ANY
    }

    /** Stops and starts the application on an instance or a deployment group. */
    static final String AGAIN = "disable --target TARGET carillon && asadmin enable --target TARGET carillon";

    /** What makes an instance of Payara use one common OpenMQ. */
    static final String ONE_OPENMQ = "set configs.config.CONFIG.jms-service.type=REMOTE configs.config.CONFIG.jms-service.jms-host.default_JMS_host.host=BROKER"
            + " configs.config.CONFIG.jms-service.jms-host.default_JMS_host.port=7676 && asadmin stop-instance INSTANCE && asadmin start-instance INSTANCE";

    static Cure asadmin(String rest) {
        return asadmin(Adapter.ANY, rest);
    }

    static Cure asadmin(Adapter adapter, String rest) {
        return new Cure(Server.PAYARA, adapter, "asadmin " + rest);
    }

    /**
     * Starts a node of Payara Micro again, which is how any of its settings is changed.
     *
     * @param settings variables of the environment besides those that it has, and a blank; or nothing
     * @param remark what has to be right then
     */
    static Cure again(Adapter adapter, String settings, String remark) {
        return new Cure(Server.PAYARA_MICRO, adapter, "kill -TERM PID && " + settings + "java -jar carillon-node.jar" + (remark.isEmpty() ? "" : "   # " + remark));
    }

    static Cure again(String settings, String remark) {
        return again(Adapter.ANY, settings, remark);
    }

    /** What is typed beside a node of Payara Micro. */
    static Cure beside(String line) {
        return new Cure(Server.PAYARA_MICRO, Adapter.ANY, line);
    }

    /** A command of WildFly's command line; a remark after three blanks and a # stays a remark. */
    static Cure jbossCli(String command) {
        return jbossCli(Adapter.ANY, command);
    }

    static Cure jbossCli(Adapter adapter, String command) {
        int remark = command.indexOf("   # ");
        String bare = remark < 0 ? command : command.substring(0, remark);
        return new Cure(Server.WILDFLY, adapter, "jboss-cli.sh -c '" + bare + "'" + command.substring(bare.length()));
    }

    /** Several such commands, separated by commas. */
    static Cure jbossClis(Adapter adapter, String commands) {
        return new Cure(Server.WILDFLY, adapter, "jboss-cli.sh -c --commands='" + commands + "'");
    }

    static Cure shell(String line) {
        return new Cure(Server.ANY, Adapter.ANY, line);
    }
}
