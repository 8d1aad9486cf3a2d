package carillon.faults.record;

import carillon.faults.record.Event.CaughtUp;
import carillon.faults.record.Event.Connected;
import carillon.faults.record.Event.Received;
import java.util.ArrayList;
import java.util.List;

/** How long recorders waited, in milliseconds. */
public final class Times {

    private static final long NANOS_PER_MS = 1_000_000;

    /** From the beginning of the attempt that succeeded to all that was missed; one for each time somebody came back. */
    public final List<Long> recoveries = new ArrayList<>();
    /** From the end of the fault to the next publication; one for each recorder. */
    public final List<Long> resumptions = new ArrayList<>();
    /** The longest time between two publications of any recorder. */
    public long silence;

    /** Reads all records; the fault ended at a time. */
    public static Times of(List<Journal> journals, long faultEnd) {
        Times times = new Times();
        journals.forEach(journal -> times.read(journal.events(), faultEnd));
        return times;
    }

    private void read(List<Event> events, long faultEnd) {
        long attempt = 0;
        long before = 0;
        for (Event event : events) {
            if (event instanceof Connected connected) {
                attempt = connected.since();
            } else if (event instanceof CaughtUp caught) {
                recoveries.add((caught.at() - attempt) / NANOS_PER_MS);
            } else if (event instanceof Received received) {
                silence = before == 0 ? silence : Math.max(silence, (received.at() - before) / NANOS_PER_MS);
                if (received.at() >= faultEnd && before < faultEnd) {
                    resumptions.add((received.at() - faultEnd) / NANOS_PER_MS);
                }
                before = received.at();
            }
        }
    }
}
