package carillon.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AilmentTest {

    @ParameterizedTest
    @EnumSource
    void standsInTheManualAsItIs(Ailment ailment) throws IOException {
        String cure = ailment.cures().stream().map(one -> "`" + one.line() + "`").collect(Collectors.joining("<br>"));
        assertThat(Files.readAllLines(Path.of("docs/operations.md"))).anySatisfy(line -> assertThat(line)
                .startsWith("| `" + ailment.word() + "` | " + ailment.severity().word() + " | ").endsWith(" | " + cure + " |"));
    }

    @ParameterizedTest
    @EnumSource
    void saysWhatCuresIt(Ailment ailment) {
        assertThat(ailment.cures()).isNotEmpty().extracting(Cure::line).allSatisfy(line -> assertThat(line).matches("(asadmin|jboss-cli\\.sh|timedatectl|kill|jcmd|curl|unzip|grep) .+").doesNotContain("|"));
    }
}
