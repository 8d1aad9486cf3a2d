package carillon.launch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the server is told before it boots: which variables it reads from the environment, and what it takes where they are not set. Immutable.
 *
 * @param text the commands, one a line
 */
record BootCommands(String text) {

    private static final String RESOURCE = "MICRO-INF/pre-boot-commands.txt";

    /** Those in the node jar; empty where there are none. */
    static BootCommands ofThisJar() {
        try (InputStream in = ClassLoader.getSystemResourceAsStream(RESOURCE)) {
            return new BootCommands(in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The default of a variable, as the commands write it: {@code ${ENV=NAME:default}}. */
    Optional<String> preset(String variable) {
        Matcher matcher = Pattern.compile("\\$\\{ENV=" + Pattern.quote(variable) + ":([^}]*)}").matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
