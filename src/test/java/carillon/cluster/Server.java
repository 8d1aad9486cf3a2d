package carillon.cluster;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What a node is: the program that its JVM runs, and how it is told where to listen. Stateless. */
interface Server {

    /** Says so if it is not built, and puts what the program wants into the node's own directory. Called before the first start. */
    void install(Path directory);

    /**
     * What comes after the options of the {@code java} command.
     *
     * @param name of the node
     * @param directory its own
     * @param port of its HTTP, on loopback
     */
    List<String> arguments(String name, Path directory, int port);

    /** Variables of the environment that tell it where to listen, if that is how it is told. */
    Map<String, String> environment(int port);

    /**
     * Does what an operator has to do before it is told to end; nothing, as a rule.
     *
     * @param application its root
     * @param settings of the node, as variables of the environment
     */
    default void beforeStop(URI application, Map<String, String> settings) {
    }

    /** Whether it has said that all that can be deployed is. */
    boolean hasStarted(LogFile log);
}
