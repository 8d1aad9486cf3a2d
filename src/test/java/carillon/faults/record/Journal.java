package carillon.faults.record;

import java.util.List;
import java.util.Set;

/** A recorder's record: who, which channels from beginning to end, and all that happened, in its order. */
public record Journal(String name, Set<String> channels, List<Event> events) {
}
