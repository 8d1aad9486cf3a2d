package carillon.endpoint;

import jakarta.servlet.ServletContext;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Loads all classes of the application when it starts.
 *
 * <p>Payara 6.2025.10 gives no class that was not loaded before to an application that it takes down, also while that still serves its clients: what is needed
 * first in the drain would not be found then. Stateless.
 */
final class Preloading {

    private static final Logger LOG = Logger.getLogger(Preloading.class.getName());
    private static final String ROOT = "/WEB-INF/classes/";
    private static final String CLASS = ".class";
    /** Loaded by who needs them, where the server has what they need; WildFly 39 logs each that can't be loaded with its stack trace. */
    private static final String OPTIONAL = "/carillon/ops/HealthChecks";

    private Preloading() {
    }

    /** Loads them; elsewhere than in {@code WEB-INF/classes} none is found, and nothing is done. */
    static void of(ServletContext context) {
        int loaded = load(context, ROOT + "carillon/");
        LOG.fine(() -> loaded + " classes loaded.");
    }

    private static int load(ServletContext context, String directory) {
        Set<String> paths = context.getResourcePaths(directory);
        int loaded = 0;
        for (String path : paths == null ? Set.<String>of() : paths) {
            if (path.endsWith("/")) {
                loaded += load(context, path);
            } else if (path.endsWith(CLASS) && !path.endsWith("-info.class") && !path.contains(OPTIONAL)) {
                loaded += load(path.substring(ROOT.length(), path.length() - CLASS.length()).replace('/', '.'));
            }
        }
        return loaded;
    }

    private static int load(String name) {
        try {
            Class.forName(name, false, Preloading.class.getClassLoader());
            return 1;
        } catch (ClassNotFoundException | LinkageError optional) {
            LOG.log(Level.FINE, optional, () -> name + " can't be loaded here.");
            return 0;
        }
    }
}
