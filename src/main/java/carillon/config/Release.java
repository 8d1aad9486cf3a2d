package carillon.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * Which version of Carillon this is.
 *
 * @param version as the build wrote it
 */
public record Release(String version) {

    /** The one that runs. */
    static Release ofThisBuild() {
        Properties words = new Properties();
        try (InputStream in = Release.class.getResourceAsStream("release.properties")) {
            words.load(in);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return new Release(words.getProperty("version"));
    }
}
