package carillon.cluster;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Programs that tests need and a machine may lack. */
public final class Needed {

    private Needed() {
    }

    /**
     * Skips the test that asks if a program is missing, with a line that says what to install; on CI ({@code CI=true}) it fails.
     *
     * <p>To be asked by each test and not before all of a class: a class that is skipped as a whole is reported as none.
     */
    public static void program(boolean there, String howToInstall) {
        if (!there && "true".equals(System.getenv("CI"))) {
            fail(howToInstall);
        }
        if (!there) {
            System.out.println("Skipped: " + howToInstall);
        }
        assumeTrue(there, howToInstall);
    }
}
