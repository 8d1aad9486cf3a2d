package carillon.history;

/** The entries of the log that have one thing in common, and what they cost. Guarded by the history. */
final class Shelf<T> {

    private final T name;
    private final EntryQueue entries = new EntryQueue();
    private long bytes;
    private long spareBytes;

    Shelf(T name) {
        this.name = name;
    }

    T name() {
        return name;
    }

    EntryQueue entries() {
        return entries;
    }

    /** What they cost together. */
    long bytes() {
        return bytes;
    }

    /** What those of them cost that are beyond the share of their publisher. */
    long spareBytes() {
        return spareBytes;
    }

    void add(Entry entry) {
        entries.add(entry);
        count(entry, entry.cost());
    }

    /** An entry is about to be gone. */
    void remove(Entry entry) {
        count(entry, -entry.cost());
    }

    private void count(Entry entry, int cost) {
        bytes += cost;
        spareBytes += entry.spare() ? cost : 0;
    }
}
