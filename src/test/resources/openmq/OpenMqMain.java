import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Runs an OpenMQ broker, that of a Payara Server, with the configuration files that production uses and one account, that of the environment: what {@code imqbrokerd} and {@code imqusermgr} do.
 *
 * <p>Run from its source, on a class path of its own. Argument: the path of config.properties; accesscontrol.properties lies beside it.
 */
public class OpenMqMain {

    private static final String NAME = "carillon";

    public static void main(String[] arguments) throws Exception {
        Path configuration = Path.of(arguments[0]);
        Path data = Path.of(System.getenv("CARILLON_BROKER_DATA"));
        install(configuration, data.resolve("instances").resolve(NAME));
        String home = System.getenv("OPENMQ_HOME");
        System.setProperty("imq.home", home);
        System.setProperty("imq.libhome", home + "/lib");
        System.setProperty("imq.etchome", home + "/etc");
        System.setProperty("imq.varhome", data.toString());
        Class.forName("com.sun.messaging.jmq.jmsserver.Broker").getMethod("main", String[].class).invoke(null, (Object) new String[] {
                "-name", NAME, "-tty", "-port", System.getenv("CARILLON_BROKER_PORT"), "-Dimq.jms.tcp.port=0"});
    }

    private static void install(Path configuration, Path instance) throws IOException, NoSuchAlgorithmException {
        Path props = Files.createDirectories(instance.resolve("props"));
        Path etc = Files.createDirectories(instance.resolve("etc"));
        Files.copy(configuration, props.resolve("config.properties"), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(configuration.resolveSibling("accesscontrol.properties"), etc.resolve("accesscontrol.properties"), StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(etc.resolve("passwd"), account(System.getenv("CARILLON_BROKER_USER"), System.getenv("CARILLON_BROKER_PASSWORD")));
    }

    private static String account(String user, String password) throws NoSuchAlgorithmException {
        byte[] digest = MessageDigest.getInstance("MD5").digest((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return user + ":" + new BigInteger(digest).toString(16) + ":user:1\n";
    }
}
