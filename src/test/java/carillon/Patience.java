package carillon;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * How long tests wait for an event that has to come, where they don't say: a machine may be busy with other things, so nothing is measured by it. Longer than a node takes to notice that
 * a client is gone (62.5 s).
 */
public final class Patience implements BeforeAllCallback {

    /** As long as no test asks for another. */
    public static final Duration LONGEST = Duration.ofSeconds(180);
    /** The same for sockets. */
    public static final int LONGEST_MS = (int) LONGEST.toMillis();

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultTimeout(LONGEST);
    }
}
