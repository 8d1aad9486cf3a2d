package carillon.history;

import static carillon.history.Publications.A;
import static carillon.history.Publications.NEWS;
import static org.assertj.core.api.Assertions.assertThat;

import carillon.channel.Publication;
import carillon.channel.Stamp;
import carillon.config.Settings;
import carillon.history.cursor.Claim;
import carillon.history.cursor.Cursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** One thread delivers while others come back: where the log ends and live begins nothing is lost or doubled. */
class SeamTest {

    private static final int PUBLICATIONS = 20_000;

    private final History history = new History(Settings.of(Map.of()), System::nanoTime);

    /** A connection as the hub has it: its own lock, and a queue. */
    private final class Reader {

        private final List<Long> got = new ArrayList<>();
        private volatile Catchup catchup;

        synchronized void open(long from) {
            catchup = history.open(Optional.of(new Claim(new Cursor(A, 0, Map.of(A, from)), 0)), Map.of(), List.of(NEWS));
        }

        synchronized boolean read() {
            catchup.next(3_000).publications().forEach(this::add);
            return !catchup.isLive();
        }

        void deliver(long number, Publication publication) {
            Catchup now = catchup;
            if (now == null || !now.isFar()) { // as the fan-out does: without the lock
                decide(number, publication);
            }
        }

        private synchronized void decide(long number, Publication publication) {
            if (catchup != null && catchup.admits(number, publication)) {
                add(publication);
            }
        }

        private void add(Publication publication) {
            got.add(((Stamp) publication.identity()).sequence());
        }

        synchronized List<Long> got() {
            return List.copyOf(got);
        }
    }

    @Test
    void isNotToBeSeen() throws InterruptedException {
        List<Reader> readers = new CopyOnWriteArrayList<>();
        Thread delivery = new Thread(() -> {
            for (long sequence = 1; sequence <= PUBLICATIONS; sequence++) {
                Publication publication = Publications.of(NEWS, A, sequence);
                long number = history.append(publication);
                readers.forEach(reader -> reader.deliver(number, publication));
            }
        });
        delivery.start();
        int i = 0;
        while (delivery.isAlive() && readers.size() < 200) {
            Reader reader = new Reader();
            readers.add(reader);
            reader.open(i++);
            while (reader.read()) {
                Thread.onSpinWait();
            }
        }
        delivery.join();
        assertThat(readers).isNotEmpty();
        for (int reader = 0; reader < readers.size(); reader++) {
            assertThat(readers.get(reader).got()).isEqualTo(LongStream.rangeClosed(reader + 1, PUBLICATIONS).boxed().toList());
        }
    }
}
