package carillon.endpoint;

import carillon.config.Limit;
import carillon.config.Settings;
import carillon.protocol.CloseCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The conversations of which a message has begun and not ended, and the end of those that leave it so. Safe for use by any thread.
 *
 * <p>Only fragments are seen: what a container has of a frame it shows when the frame is whole. A client that stalls within one answers no
 * ping, and is ended for its silence.
 */
@ApplicationScoped
public class Unfinished {

    private static final int COME_BACK_MS = 1_000;

    private final Set<Conversation> conversations = ConcurrentHashMap.newKeySet();
    private final long timeoutNanos;

    /** For the container's proxy only. */
    protected Unfinished() {
        this(Settings.of(Map.of()));
    }

    /** Makes one that holds nothing yet. */
    @Inject
    public Unfinished(Settings settings) {
        this.timeoutNanos = settings.nanos(Limit.MESSAGE_TIMEOUT_MS);
    }

    /** Takes note that a fragment came which is not the last. */
    void begun(Conversation conversation) {
        conversations.add(conversation);
    }

    /** Takes note that a message has ended, or will never. */
    void ended(Conversation conversation) {
        conversations.remove(conversation);
    }

    /** Ends the conversations that have left a message unfinished for too long. */
    void sweep() {
        for (Conversation conversation : conversations) {
            if (conversation.assembler().ageNanos() > timeoutNanos) {
                conversation.end(CloseCode.STALLED, COME_BACK_MS);
                ended(conversation);
            }
        }
    }

    /** How many there are. */
    int size() {
        return conversations.size();
    }
}
