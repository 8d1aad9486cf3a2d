package carillon.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import carillon.cluster.Directories;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class PageTest {

    @Test
    void putsTheTableBetweenTheMarksAndLeavesTheRest() {
        assertThat(Page.replaced("a\n<!-- written by mvn -Pmodel -Dwrite -->\nold\n<!-- end -->\nb\n", "new\n"))
                .isEqualTo("a\n<!-- written by mvn -Pmodel -Dwrite -->\nnew\n<!-- end -->\nb\n");
        assertThatIllegalStateException().isThrownBy(() -> Page.replaced("a", "new"));
    }

    @Test
    void thePageHasTheMarks() throws Exception {
        String page = Files.readString(Directories.project().resolve("docs").resolve("reliability.md"));
        assertThat(Page.replaced(page, "new\n")).contains("new\n<!-- end -->");
    }
}
