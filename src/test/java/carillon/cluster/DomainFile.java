package carillon.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A Payara Server's {@code domain.xml}, as text, while its domain does not run.
 *
 * @param path of the file
 */
public record DomainFile(Path path) {

    /** What a domain of production should have too: no data grid, no broker of its own; see server-config/payara-server/README.md. And what makes it boot fast. */
    public void stayOnLoopback() throws IOException {
        String text = Files.readString(path);
        Files.writeString(path, text.replaceAll("(<network-listener )(?![^>]*address=)", "$1address=\"127.0.0.1\" ").replace("0.0.0.0", "127.0.0.1")
                .replace("<hazelcast-config-specific-configuration", "<hazelcast-config-specific-configuration enabled=\"false\"")
                .replace("<jms-service type=\"EMBEDDED\"", "<jms-service type=\"DISABLED\"")
                .replace("<config name=\"server-config\">", "<config name=\"server-config\"><jms-service type=\"DISABLED\"/>")
                .replace("<jvm-options>-server</jvm-options>", "<jvm-options>-XX:TieredStopAtLevel=1</jvm-options><jvm-options>-XX:+UseSerialGC</jvm-options>"));
    }

    /** Writes other texts in place of some, wherever these stand. */
    void exchange(Map<String, String> texts) throws IOException {
        String text = Files.readString(path);
        for (Map.Entry<String, String> one : texts.entrySet()) {
            text = text.replace(one.getKey(), one.getValue());
        }
        Files.writeString(path, text);
    }
}
