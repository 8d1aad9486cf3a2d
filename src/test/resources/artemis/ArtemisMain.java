import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;

/**
 * Runs an Artemis broker from the configuration file that production uses, with one account, that of the environment.
 *
 * <p>Run from its source, on a class path of its own: what Artemis needs does not go together with what the tests need. Argument: the path of broker.xml.
 */
public class ArtemisMain {

    /** Held here: a logger that nobody holds forgets what it was told. */
    private static final Logger AUDIT = Logger.getLogger("org.apache.activemq.audit");

    public static void main(String[] arguments) throws Exception {
        AUDIT.setLevel(Level.OFF); // each message, twice
        SecurityConfiguration accounts = new SecurityConfiguration();
        String user = System.getenv("CARILLON_BROKER_USER");
        accounts.addUser(user, System.getenv("CARILLON_BROKER_PASSWORD"));
        accounts.addRole(user, "nodes");
        EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
        broker.setConfigResourcePath(Path.of(arguments[0]).toUri().toString());
        broker.setSecurityManager(new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), accounts));
        broker.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(broker), "stop-broker"));
        new CountDownLatch(1).await();
    }

    private static void stop(EmbeddedActiveMQ broker) {
        try {
            broker.stop();
        } catch (Exception failed) {
            failed.printStackTrace();
        }
    }
}
