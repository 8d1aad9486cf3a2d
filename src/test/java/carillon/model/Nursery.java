package carillon.model;

import java.io.IOException;
import java.io.StringWriter;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles the core with a bug in it, beside the sound one, and runs the campaign against it. */
final class Nursery implements AutoCloseable {

    private static final Path SOURCES = Path.of("src/main/java/carillon");
    private static final Path CLASSES = Path.of("target/classes");
    private static final Path TESTS = Path.of("target/test-classes");

    private final Path directory;
    private final String attack;
    private final Loader loader;

    Nursery(PlantedBug bug, Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.attack = bug.attack.name();
        Path source = SOURCES.resolve(bug.source + ".java");
        String text = Files.readString(source);
        if (text.indexOf(bug.right) < 0 || text.indexOf(bug.right) != text.lastIndexOf(bug.right)) {
            throw new IllegalStateException(bug + " doesn't fit " + source + " any more: say what it is to replace.");
        }
        Path sick = Files.writeString(directory.resolve(source.getFileName()), text.replace(bug.right, bug.wrong));
        compile(sick);
        loader = new Loader(new URL[] {url(directory), url(CLASSES), url(TESTS)});
    }

    private void compile(Path source) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter out = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of("-d", directory.toString(), "-cp", CLASSES + java.io.File.pathSeparator + System.getProperty("java.class.path"), "-proc:none", "-nowarn");
            if (!compiler.getTask(out, files, null, options, null, files.getJavaFileObjects(source)).call()) {
                throw new IllegalStateException("A bug that doesn't compile is caught by the compiler:\n" + out);
            }
        }
    }

    private static URL url(Path directory) throws MalformedURLException {
        return directory.toUri().toURL();
    }

    /**
     * Runs schedule after schedule until one fails.
     *
     * @return how many it took, and what was found; or that none failed
     */
    Catch run(long from, long most) throws ReflectiveOperationException {
        Class<?> campaign = loader.loadClass(Campaign.class.getName());
        Object run = campaign.getMethod("run", long.class, long.class, int.class).invoke(campaign.getConstructor(String.class).newInstance(attack), from, most, 1);
        List<?> failures = (List<?>) campaign.getMethod("failures").invoke(run);
        return new Catch((long) campaign.getMethod("schedules").invoke(run), failures.isEmpty() ? "" : failures.get(0).toString());
    }

    /**
     * How a bug was caught.
     *
     * @param schedules how many it took
     * @param finding what was found; empty if it got away
     */
    record Catch(long schedules, String finding) {
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }

    /** Everything of ours from its own places, the rest from where the test has it. */
    private static final class Loader extends URLClassLoader {

        Loader(URL[] places) {
            super(places, Nursery.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                if (!name.startsWith("carillon.")) {
                    return super.loadClass(name, resolve);
                }
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : findClass(name);
            }
        }
    }
}
