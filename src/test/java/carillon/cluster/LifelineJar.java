package carillon.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** The jar that {@code -javaagent} wants, made of one class. */
public final class LifelineJar {

    private static final String ENTRY = Lifeline.class.getName().replace('.', '/') + ".class";

    private LifelineJar() {
    }

    /** Writes the jar into a directory of the caller's own. */
    public static Path in(Path directory) throws IOException {
        Path jar = directory.resolve("lifeline.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest());
             InputStream lifeline = Lifeline.class.getClassLoader().getResourceAsStream(ENTRY)) {
            out.putNextEntry(new JarEntry(ENTRY));
            lifeline.transferTo(out);
        }
        return jar;
    }

    private static Manifest manifest() {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", Lifeline.class.getName());
        return manifest;
    }
}
