package carillon.bench.rig;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

class NaiveWarTest {

    private final List<String> program = List.of(NaiveWar.program());

    @Test
    void holdsTheLoopAndNothingOfCarillon() throws IOException {
        try (ZipFile war = new ZipFile(after("--deploy"))) {
            assertThat(war.stream().map(Object::toString).filter(name -> name.endsWith(".class"))).isNotEmpty()
                    .allMatch(name -> name.startsWith("WEB-INF/classes/carillon/bench/naive/"));
            assertThat(war.getEntry("WEB-INF/glassfish-ejb-jar.xml")).isNotNull();
        }
    }

    @Test
    void takesTheServersFilesOfCarillonWithTheAdapterOfTheBuild() throws IOException {
        assertThat(after("--prebootcommandfile")).endsWith("server-config/payara-micro/pre-boot.asadmin");
        assertThat(Files.readString(Path.of(after("--postbootcommandfile")))).contains("target/activemq-rar.rar").doesNotContain("instanceRoot");
    }

    private String after(String option) {
        return program.get(program.indexOf(option) + 1);
    }
}
