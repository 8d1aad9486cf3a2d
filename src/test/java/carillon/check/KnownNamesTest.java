package carillon.check;

import static org.assertj.core.api.Assertions.assertThat;

import carillon.config.Limit;
import carillon.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That a name which some file of the delivery reads is known: else a node warns of what it was told to set. */
class KnownNamesTest {

    /** {@code ${ENV=X:…}}, {@code ${MPCONFIG=x:…}}, {@code ${env.X:…}}, {@code ${carillon.x:…}}, and variables of scripts. */
    private static final Pattern READ = Pattern.compile("\\$\\{?(?:ENV=|MPCONFIG=|env\\.)?((?:CARILLON_|carillon\\.)[A-Za-z0-9_.]*[A-Za-z0-9])");

    @Test
    void holdWhatTheApplicationReads() {
        assertThat(KnownNames.all()).containsAll(Settings.names()).containsAll(Stream.of(Limit.values()).map(Limit::key).toList()).contains(Settings.TOPIC);
    }

    @Test
    void holdWhatDescriptorsAndServersRead() throws IOException {
        Set<String> read = new TreeSet<>();
        List<Path> roots = Stream.of("src/main/webapp/WEB-INF", "server-config/payara-micro", "server-config/payara-server", "server-config/wildfly", "server-config/haproxy",
                "server-config/nginx").map(Path::of).toList();
        for (Path root : roots) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    READ.matcher(Files.readString(file)).results().map(match -> match.group(1)).forEach(text -> read.add(name(text)));
                }
            }
        }
        assertThat(read).contains("carillon.http.port", "carillon.broker.password", "carillon.retroactive");
        assertThat(read).allMatch(name -> KnownNames.all().contains(name) || KnownNames.isOfAFamily(name));
    }

    private static String name(String text) {
        return text.toLowerCase(Locale.ROOT).replace('_', '.');
    }
}
