package carillon.faults.record;

/**
 * A publication as its publisher knows it.
 *
 * @param id what its payload says, unique
 * @param sentAt when it was sent first
 * @param ackedAt when it was acknowledged; 0 if it was not
 * @param origin of the acknowledgement; null without one
 */
public record Published(String id, String channel, long sentAt, long ackedAt, String origin, long seq) {

    boolean acknowledged() {
        return ackedAt != 0;
    }
}
