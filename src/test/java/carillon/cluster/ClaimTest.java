package carillon.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may start a cluster in a directory. */
class ClaimTest {

    @TempDir
    private Path directory;

    @Test
    void oneAtATime() {
        try (Claim held = Claim.on(directory)) {
            assertThat(held).isNotNull();
            assertThatThrownBy(() -> Claim.on(directory)).isInstanceOf(ClusterException.class).hasMessageContaining("already")
                    .hasMessageContaining(directory.toString());
        }
    }

    @Test
    void theNextWhenTheFirstHasEnded() {
        Claim.on(directory).close();
        Claim.on(directory).close();
    }
}
