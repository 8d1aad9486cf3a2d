package carillon.launch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.util.Collections;
import java.util.jar.Manifest;

/**
 * The program of the server that is in the node jar.
 *
 * @param mainClass the name of its main class
 */
record ServerProgram(String mainClass) {

    /** Written into the manifest by the build. */
    private static final String ATTRIBUTE = "Carillon-Server-Main";

    /** The one that the manifest of the node jar names. */
    static ServerProgram ofThisJar() {
        try {
            for (URL url : Collections.list(ClassLoader.getSystemResources("META-INF/MANIFEST.MF"))) {
                try (InputStream in = url.openStream()) {
                    String name = new Manifest(in).getMainAttributes().getValue(ATTRIBUTE);
                    if (name != null) {
                        return new ServerProgram(name);
                    }
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        throw new IllegalStateException("No manifest names the server's main class by " + ATTRIBUTE);
    }

    /** Runs it as {@code java -jar} would. */
    void run(String[] arguments) throws ReflectiveOperationException {
        Method main = Class.forName(mainClass, true, ClassLoader.getSystemClassLoader()).getMethod("main", String[].class);
        main.invoke(null, (Object) arguments);
    }
}
