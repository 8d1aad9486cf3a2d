package carillon.doctor.symptoms;

import carillon.backplane.Rejected;
import carillon.backplane.Rejections;
import carillon.config.Ticker;
import carillon.doctor.Ailment;
import carillon.doctor.Symptom;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Messages come that no node of Carillon and no program for it would send. */
@Dependent
class OtherApplication implements Symptom {

    private static final long WINDOW_NANOS = 60_000_000_000L;
    private static final int OFTEN = 3;

    private record Look(long at, long count) {
    }

    private final Rejections rejections;
    private final Ticker ticker;
    private final Deque<Look> looks = new ArrayDeque<>();

    @Inject
    OtherApplication(Rejections rejections, Ticker ticker) {
        this.rejections = rejections;
        this.ticker = ticker;
        looks.addLast(new Look(ticker.nanos(), 0));
    }

    @Override
    public Ailment of() {
        return Ailment.OTHER_APPLICATION;
    }

    @Override
    public Optional<String> look() {
        long now = ticker.nanos();
        looks.addLast(new Look(now, rejections.count()));
        while (now - looks.peekFirst().at() > WINDOW_NANOS) {
            looks.removeFirst();
        }
        long lately = rejections.count() - looks.peekFirst().count();
        return lately < OFTEN ? Optional.empty() : Optional.of(lately + " messages that can't be understood came in the last minute; of the latest: " + reason()
                + " Another application, or another version of Carillon, uses this topic.");
    }

    private String reason() {
        List<Rejected> latest = rejections.latest();
        return latest.isEmpty() ? "" : latest.get(latest.size() - 1).reason();
    }
}
