package carillon.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a script of {@code server-config/wildfly} puts into a server, another takes away without a trace. Run where the nodes are WildFly. */
@Tag("telling")
class WildFlyScriptsIT {

    @ParameterizedTest
    @CsvSource({"http-listener.cli, http-listener-undo.cli", "activemq-install.cli, activemq-remove.cli", "artemis-install.cli, artemis-remove.cli",
        "embedded-install.cli, embedded-remove.cli"})
    void theConfigurationIsWhatItWas(String install, String remove) throws IOException {
        String before = configuration(WildFlyBase.home().resolve("standalone"));
        String name = install.substring(0, install.lastIndexOf('-'));
        assertThat(configuration(new WildFlyBase("scripts-" + name, install).made())).isNotEqualTo(before);
        assertThat(configuration(new WildFlyBase("scripts-" + name, install, remove).made())).isEqualTo(before);
    }

    private static String configuration(Path base) throws IOException {
        return Files.readString(base.resolve("configuration").resolve(WildFlyBase.CONFIGURATION));
    }
}
