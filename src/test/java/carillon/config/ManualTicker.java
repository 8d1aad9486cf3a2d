package carillon.config;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that the test sets. It starts shortly before the greatest long, so that a comparison that forgets the overflow shows. */
public final class ManualTicker implements Ticker {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(2));

    @Override
    public long nanos() {
        return now.get();
    }

    public void advanceMs(long millis) {
        now.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
