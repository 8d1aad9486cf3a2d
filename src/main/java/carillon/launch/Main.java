package carillon.launch;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;

/**
 * The main class of the node jar: finds the launcher in a directory of the jar and runs it.
 *
 * <p>The launcher shares classes with the application. They are not at the root of the jar, where the server would find them before those of the application.
 */
public final class Main {

    private static final String CLASSES = "CARILLON-INF/classes/";
    private static final String LAUNCHER = "carillon.launch.Launcher";

    private Main() {
    }

    /** Runs the launcher; it ends the process if the node can't start. */
    public static void main(String[] arguments) throws ReflectiveOperationException, IOException {
        URL classes = Main.class.getClassLoader().getResource(CLASSES);
        if (classes == null) {
            throw new IOException("This jar has no " + CLASSES);
        }
        URLClassLoader loader = new URLClassLoader(new URL[] {classes}, Main.class.getClassLoader()); // for the life of the process
        Class.forName(LAUNCHER, true, loader).getMethod("main", String[].class).invoke(null, (Object) arguments);
    }
}
