package carillon.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The model test finds what it is there to find; a minute's work, so only in the profile {@code model}. */
class PlantedBugsTest {

    private static final long MOST = 2_000;

    @ParameterizedTest
    @EnumSource
    void areCaught(PlantedBug bug, @TempDir Path directory) throws Exception {
        try (Nursery nursery = new Nursery(bug, directory)) {
            Nursery.Catch caught = nursery.run(1, MOST);
            System.out.println("| " + bug + " | " + caught.schedules() + " |");
            assertThat(caught.finding()).as("what gave %s away in %d schedules", bug, caught.schedules()).isNotEmpty();
        }
    }
}
