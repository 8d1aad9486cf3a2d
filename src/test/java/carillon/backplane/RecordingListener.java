package carillon.backplane;

import carillon.channel.Publication;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Remembers what it is told, and by how many threads at a time. */
public final class RecordingListener implements BackplaneListener {

    /** Batches, beats, foreign publications and rejected messages, as they came; guarded by this. */
    private final List<Object> told = new ArrayList<>();
    private final AtomicInteger inside = new AtomicInteger();
    private volatile boolean overlapped;

    private void tell(Object what) {
        overlapped |= inside.incrementAndGet() > 1;
        synchronized (this) {
            told.add(what);
        }
        inside.decrementAndGet();
    }

    @Override
    public void onBatch(Batch batch) {
        tell(batch);
    }

    @Override
    public void onBeat(Beat beat) {
        tell(beat);
    }

    @Override
    public void onRepair(Repair repair) {
        tell(repair);
    }

    @Override
    public void onResend(Resend resend) {
        tell(resend);
    }

    @Override
    public void onKeeping(Keeping keeping) {
        tell(keeping);
    }

    @Override
    public void onAsk(Ask ask) {
        tell(ask);
    }

    @Override
    public void onPart(Part part) {
        tell(part);
    }

    @Override
    public void onForeign(Publication publication) {
        tell(publication);
    }

    @Override
    public void onRejected(Rejected rejected) {
        tell(rejected);
    }

    public synchronized <T> List<T> all(Class<T> kind) {
        return told.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The publications of all batches, in the order in which they came. */
    public List<Publication> publications() {
        Function<Batch, Stream<Publication>> each = batch -> IntStream.range(0, batch.items().size()).mapToObj(batch::publication);
        return all(Batch.class).stream().flatMap(each).toList();
    }

    public List<Rejected> rejected() {
        return all(Rejected.class);
    }

    public synchronized List<Object> told() {
        return List.copyOf(told);
    }

    /** Whether two threads told it something at one time. */
    public boolean overlapped() {
        return overlapped;
    }
}
